#!/usr/bin/env bash
# How soon a prompt stops when a caller presses a key: a server on one core plays a steady tone that any key cuts short,
# callers on another press one key each. Prints a table in Markdown: from the first packet of the key to the last packet
# of the prompt.
#
#   bench/barge-in.sh [--seconds 30] [--rate 50] [--calls "100 1000"] [--jar FILE]
#
# Needs Linux with two cores, taskset, jq and python3. Everything happens on 127.0.0.1. Ends only the processes it starts.
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
seconds=30 rate=50 calls="100 1000" jar=''
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=$2 ;;
    --rate) rate=$2 ;;
    --calls) calls=$2 ;;
    --jar) jar=$2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
for tool in taskset jq python3; do
  command -v $tool >/dev/null || { echo "barge-in.sh: $tool is not installed" >&2; exit 1; }
done

work=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

if [ -z "$jar" ]; then
  "$root/bin/dialtree" --version >/dev/null
  jar="$root/server/target/dialtree.jar"
fi
mkdir -p "$work/bin" "$work/server/target" "$work/config/flows" "$work/config/prompts"
cp "$root/bin/dialtree" "$root/bin/find-jdk" "$work/bin/"
cp "$jar" "$work/server/target/dialtree.jar"
dialtree="$work/bin/dialtree"

tone() { # FILE HZ SECONDS
  python3 - "$@" <<'PY'
import math, struct, sys, wave
with wave.open(sys.argv[1], "wb") as out:
    out.setparams((1, 2, 8000, 0, "NONE", ""))
    hz, count = float(sys.argv[2]), int(float(sys.argv[3]) * 8000)
    out.writeframes(b"".join(struct.pack("<h", int(5000 * math.sin(2 * math.pi * hz * i / 8000))) for i in range(count)))
PY
}
tone "$work/config/prompts/question.wav" 300 60
tone "$work/config/prompts/answer.wav" 2000 60
cat >"$work/config/dialtree.yaml" <<'YAML'
sip: 127.0.0.1:15060
http: 127.0.0.1:15080
rtp-ports: 16000-23999
media-threads: 1
max-calls: 5000
drain-seconds: 1
YAML
cat >"$work/config/flows/question.yaml" <<'YAML'
id: question
numbers: ["*"]
start: ask
nodes:
  ask:
    menu:
      greeting: [question, question, question]
      choices: {"5": answer}
      no-input: {limit: 3, then: bye}
      no-match: {limit: 3, then: bye}
  answer:
    play: {prompt: answer, times: 10, then: bye}
  bye:
    hangup:
YAML

taskset -c 0 "$dialtree" serve --config "$work/config" --data "$work/data" --log json >"$work/server.out" 2>"$work/server.err" &
server=$!
for _ in $(seq 300); do
  grep -q '^dialtree ready' "$work/server.out" && break
  kill -0 $server 2>/dev/null || { cat "$work/server.err" >&2; exit 1; }
  sleep 0.1
done

echo "| calls | key as | prompt stopped | answered | p50 | p99 | max |"
echo "|---|---|---|---|---|---|---|"
for n in $calls; do
  for mode in rfc4733 inband; do
    taskset -c 1 "$dialtree" load sip:1000@127.0.0.1:15060 --calls "$n" --rate "$rate" --warm-up 5 --seconds "$seconds" \
      --press 5 --mode $mode --prompt-tone 300 --expect-tone 2000 --json >"$work/run.json" || true
    jq -r --arg mode $mode '"| \(.calls) | \($mode) | \(.barge_in_calls) | \(.digits_right) | \(.barge_in_ms_p50) ms | \(.barge_in_ms_p99) ms | \(.barge_in_ms_max) ms\(if .valid then "" else " INVALID" end) |"' "$work/run.json"
  done
done
