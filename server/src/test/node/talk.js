// Usage: node talk.js BASE_URL TOKEN. Prints one line of JSON with what the client got; exit code 1 on any failure.
'use strict';
const { createClient } = require('node-zendesk');

const [base, token] = process.argv.slice(2);
const client = createClient({
  username: 'agent@example.com',
  token,
  endpointUri: base + '/api/v2/channels/voice',
});

async function main() {
  const voice = client.voice;
  const categories = (await voice.greetingcategories.list()).result;
  const category = (await voice.greetingcategories.show(5)).result;
  const greetings = (await voice.greetings.list()).result;
  const greeting = (await voice.greetings.show(process.env.GREETING_ID)).result;
  const made = (await voice.phonenumbers.create({ phone_number: { number: '+15550123', nickname: 'Front desk' } })).result;
  const id = made.phone_number.id;
  const shown = (await voice.phonenumbers.show(id)).result;
  const changed = (await voice.phonenumbers.update(id, { phone_number: { nickname: 'Back office' } })).result;
  const listed = (await voice.phonenumbers.list()).result;
  const found = (await voice.phonenumbers.search('555012')).result;
  await voice.phonenumbers.delete(id);
  const left = (await voice.phonenumbers.list()).result;
  let missing = 0;
  try {
    await voice.phonenumbers.show(id);
  } catch (error) {
    missing = /404/.test(error.message) ? 404 : -1;
  }
  console.log(JSON.stringify({ categories, category, greetings, greeting, made, shown, changed, listed, found, left, missing }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
