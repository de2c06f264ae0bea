#!/usr/bin/env bash
# The HTTP API: p50 and p99 of reads and writes, one after the other over one connection, with so many flows stored in
# SQLite. Everything happens on 127.0.0.1; ends only the server it starts.
#
#   bench/api.sh [FLOWS [READS [WRITES]]]
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
JAVA_HOME=$("$root/bin/find-jdk")
export JAVA_HOME
cd "$root"
mvn -q -o -pl bench -am -Dmaven.test.skip=true package || mvn -q -pl bench -am -Dmaven.test.skip=true package
work=$(mktemp -d)
DIALTREE_ADMIN_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export DIALTREE_ADMIN_TOKEN
bin/dialtree serve --sip 127.0.0.1:0 --http 127.0.0.1:0 --data "$work/data" --log json >"$work/out" 2>"$work/err" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 200); do
  grep -q '^dialtree ready' "$work/out" && break
  kill -0 "$server" || { cat "$work/err" >&2; exit 1; }
  sleep 0.1
done
url=$(sed -n 's/^dialtree ready.* http=\([^ ]*\).*/\1/p' "$work/out")
"$JAVA_HOME/bin/java" -cp "bench/target/classes" io.dialtree.bench.api.ApiLatency \
  "$url" "$DIALTREE_ADMIN_TOKEN" "${1:-1000}" "${2:-3000}" "${3:-500}"
