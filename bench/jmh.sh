#!/usr/bin/env bash
# Runs the JMH benchmarks: bench/jmh.sh [JMH options], such as bench/jmh.sh PacketBenchmark -f 3
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
JAVA_HOME=$("$root/bin/find-jdk")
export JAVA_HOME
cd "$root"
mvn -q -B -Dmaven.test.skip=true -pl bench -am package dependency:build-classpath -Dmdep.outputFile=target/classpath
exec "$JAVA_HOME/bin/java" -cp "bench/target/classes:$(cat bench/target/classpath)" org.openjdk.jmh.Main "$@"
