#!/usr/bin/env bash
# The digit detector: the table of bench/README.md, and the cost of a frame. spandsp is measured along when gcc and
# libspandsp-dev are installed, speech is made when espeak-ng and flite are.
#
#   bench/dtmf.sh table [--seeds=1,2] [--talk-seeds=1] [--only=GROUP] [--details=true] [--cache=FOLDER]
#   bench/dtmf.sh curve [the same]     this detector at other limits, hits beside false digits
#   bench/dtmf.sh cost  [--only=SOUND] [--cache=FOLDER]
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
JAVA_HOME=$("$root/bin/find-jdk")
export JAVA_HOME
what=${1:-}
case $what in
  table) main=DtmfTable ;;
  curve) main=DtmfTable ;;
  cost) main=DetectorCost ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
shift
[ "$what" = curve ] && set -- --curve=true "$@"

cd "$root"
mvn -q -o -pl bench -am -DskipTests package || mvn -q -pl bench -am -DskipTests package
jars=''
for name in jmh-core jopt-simple commons-math3; do
  jars=$jars:$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}" -name "$name-*.jar" | sort | tail -1)
done

peer=''
if command -v gcc >/dev/null && printf '#include <spandsp.h>\n' | gcc -E - >/dev/null 2>&1; then
  gcc -O2 -o bench/target/spandsp_peer bench/spandsp_peer.c -lspandsp -lm
  peer=--spandsp=bench/target/spandsp_peer
else
  echo "dtmf.sh: without gcc and libspandsp-dev there is no column for spandsp" >&2
fi
exec "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xmx1g \
  -cp "bench/target/classes:media/target/classes$jars" "io.dialtree.bench.dtmf.$main" $peer "$@"
