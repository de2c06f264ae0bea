#!/usr/bin/env bash
# The documents: how long a folder of them takes to load, and how long one change takes.
#
#   bench/store.sh [DOCUMENTS-IN-FOLDER [DOCUMENTS-IN-STORE]]
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
JAVA_HOME=$("$root/bin/find-jdk")
export JAVA_HOME
cd "$root"
mvn -q -o -pl bench -am -Dmaven.test.skip=true package || mvn -q -pl bench -am -Dmaven.test.skip=true package
exec "$JAVA_HOME/bin/java" -XX:+UseZGC -XX:+UseCompactObjectHeaders -Xmx1g --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -cp "bench/target/classes:server/target/dialtree.jar" \
  io.dialtree.bench.store.LibraryTimes "$@"
