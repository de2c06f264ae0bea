#!/usr/bin/env bash
# Changes while calls run: so many calls hear a prompt, the flow they are in is changed four times a second over HTTP, and
# after each change another call is made. Prints what the calls noticed and which revision each had.
#
#   bench/changes.sh [CALLS [SECONDS]]
#
# Needs jq. Everything happens on 127.0.0.1. Ends only the processes it starts.
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
calls=${1:-200} seconds=${2:-30}
JAVA_HOME=$("$root/bin/find-jdk")
export JAVA_HOME
cd "$root"
mvn -q -o -pl bench -am -Dmaven.test.skip=true package || mvn -q -pl bench -am -Dmaven.test.skip=true package
work=$(mktemp -d)
DIALTREE_ADMIN_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export DIALTREE_ADMIN_TOKEN
server='' load=''
finish() {
  for pid in $load $server; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

cat >"$work/long.yaml" <<'EOF'
numbers: ["2000"]
start: talk
nodes:
  talk:
    play:
      prompt: {say: "You are listening to a long prompt. It is played again and again, so that every packet of the
        measurement has speech in it, and nobody needs to press a key."}
      times: 100
      barge-in: false
      then: bye
  bye: {hangup: {}}
EOF
bin/dialtree serve --sip 127.0.0.1:15060 --http 127.0.0.1:0 --data "$work/data" --drain 1 --log json \
  >"$work/out" 2>"$work/err" &
server=$!
for _ in $(seq 300); do
  grep -q '^dialtree ready' "$work/out" && break
  kill -0 $server 2>/dev/null || { cat "$work/err" >&2; exit 1; }
  sleep 0.1
done
url=$(sed -n 's/^dialtree ready.* http=\([^ ]*\).*/\1/p' "$work/out")
curl -sf -H "Authorization: Bearer $DIALTREE_ADMIN_TOKEN" -T "$work/long.yaml" "$url/api/v1/flows/long" >/dev/null

load() { # FILE: the calls alone, then the same with changes
  bin/dialtree load sip:2000@127.0.0.1:15060 --calls "$calls" --rate 50 --warm-up 5 --seconds "$seconds" --json >"$1" || true
}
row() { # FILE NAME
  jq -r --arg name "$2" '"| \($name) | \(.calls) | \(.failed) | \(.packets_share * 100) % | \(.gap_ms_p99) ms | \(.gap_ms_max) ms | \(.lateness_ms_p99) ms |"' "$1"
}

load "$work/alone.json"
load "$work/changed.json" &
load=$!
sleep $((calls / 50 + 5))
status=0
"$JAVA_HOME/bin/java" -cp "bench/target/classes:server/target/dialtree.jar" io.dialtree.bench.api.ChangesUnderCalls \
  "$url" "$DIALTREE_ADMIN_TOKEN" 15060 "$work/long.yaml" "$calls" $((seconds - 5)) >"$work/changes" || status=$?
wait $load
load=''
cat "$work/changes"
echo
echo "| | calls | failed | packets | gap p99 | gap max | generator late p99 |"
echo "|---|---|---|---|---|---|---|"
row "$work/alone.json" "no changes"
row "$work/changed.json" "changes"
exit $status
