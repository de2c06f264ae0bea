#!/usr/bin/env bash
# What a call costs: a server with the flags of production on one core, callers on another, and in the same minutes the
# yardstick (the same loop in C, with spandsp's detector) under the same callers. Prints a table in Markdown.
#
#   bench/media.sh [--seconds 60] [--warm-up 15] [--rate 100] [--calls "100 500 1000 2000 3000"] [--jar FILE] [--keep DIR]
#
# Needs Linux with two cores, taskset, jq, gcc and libspandsp (Debian: libspandsp-dev); without gcc or libspandsp there
# is no yardstick. Everything happens on 127.0.0.1. Ends only the processes it starts.
set -eu
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
seconds=60 warm_up=15 rate=100 calls="100 500 1000 2000 3000" jar='' keep=''
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=$2 ;;
    --warm-up) warm_up=$2 ;;
    --rate) rate=$2 ;;
    --calls) calls=$2 ;;
    --jar) jar=$2 ;;
    --keep) keep=$2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
for tool in taskset jq; do
  command -v $tool >/dev/null || { echo "media.sh: $tool is not installed" >&2; exit 1; }
done

sip=15060 http=15080 yardstick_port=24000
work=$(mktemp -d)
server='' yardstick=''
finish() {
  for pid in $yardstick $server; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# The command line is copied beside the jar it runs, so that nobody rebuilds what is being measured.
if [ -z "$jar" ]; then
  "$root/bin/dialtree" --version >/dev/null
  jar="$root/server/target/dialtree.jar"
fi
mkdir -p "$work/bin" "$work/server/target" "$work/config/flows"
cp "$root/bin/dialtree" "$root/bin/find-jdk" "$work/bin/"
cp "$jar" "$work/server/target/dialtree.jar"
dialtree="$work/bin/dialtree"

cat >"$work/config/dialtree.yaml" <<EOF
sip: 127.0.0.1:$sip
http: 127.0.0.1:$http
rtp-ports: 16000-23999
media-threads: 1
max-calls: 5000
drain-seconds: 1
EOF
cat >"$work/config/flows/long.yaml" <<'EOF'
id: long
numbers: ["*"]
start: talk
nodes:
  talk:
    play:
      prompt: {say: "You are listening to a long prompt. It is played again and again, so that every packet of the
        measurement has speech in it, and nobody needs to press a key. The office is open from Monday to Friday, from nine
        in the morning to five in the afternoon. On Saturday we answer letters. On Sunday we do nothing at all."}
      times: 100
      barge-in: false
      then: bye
  bye:
    hangup:
EOF

cpu_ms() { # PID -> user and system time so far
  awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print int(($12 + $13) * 1000 / hz) }' "/proc/$1/stat"
}

load() { # PID URI CALLS WARM-UP SECONDS -> JSON; a failed call or a late generator is told in it
  taskset -c 1 "$dialtree" load "$2" --calls "$3" --rate "$rate" --warm-up "$4" --seconds "$5" --watch "$1" --json || true
}

if command -v gcc >/dev/null && gcc -O2 -o "$work/yardstick" "$root/bench/yardstick.c" -lspandsp -lm 2>"$work/gcc.log"; then
  has_yardstick=yes
else
  has_yardstick=''
  echo "media.sh: no yardstick: $(head -1 "$work/gcc.log" 2>/dev/null)" >&2
fi

taskset -c 0 "$dialtree" serve --config "$work/config" --data "$work/data" --log json >"$work/server.out" 2>"$work/server.err" &
server=$!
for _ in $(seq 300); do
  grep -q '^dialtree ready' "$work/server.out" && break
  kill -0 $server 2>/dev/null || { cat "$work/server.err" >&2; exit 1; }
  sleep 0.1
done

echo "Load average before: $(cut -d' ' -f1-3 /proc/loadavg)." >&2
load $server "sip:1000@127.0.0.1:$sip" 300 "$warm_up" 10 >"$work/warm-up.json" # compilers, not counted
sleep 5
before=$(cpu_ms $server)
sleep 10
idle_ms=$((($(cpu_ms $server) - before) / 10))

echo "Windows of $seconds s after $warm_up s, $rate new calls a second. Idle server: $idle_ms ms CPU a second, not subtracted below."
echo
echo "| calls | failed | packets | worst call | gap p99 | gap max | server, ms CPU a call-second | yardstick | ratio | yardstick's packets | its gap p99 | generator | generator late p99 | RSS |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
for n in $calls; do
  load $server "sip:1000@127.0.0.1:$sip" "$n" "$warm_up" "$seconds" >"$work/server-$n.json"
  if [ -n "$has_yardstick" ]; then
    taskset -c 0 "$work/yardstick" $yardstick_port "$n" 2>"$work/yardstick-$n.log" &
    yardstick=$!
    load $yardstick "rtp:127.0.0.1:$yardstick_port" "$n" 3 "$seconds" >"$work/yardstick-$n.json"
    kill $yardstick
    wait $yardstick 2>/dev/null || true
    yardstick=''
  else
    echo '{}' >"$work/yardstick-$n.json"
  fi
  jq -rn --slurpfile s "$work/server-$n.json" --slurpfile y "$work/yardstick-$n.json" '
    def round3: . * 1000 | round / 1000;
    $s[0] as $s | ($y[0].server_cpu_ms_per_call_s // null) as $c
    | [ $s.calls, "\($s.failed)", "\($s.packets_share * 100 | round3) %",
        "\($s.packets_received_min) of \($s.packets_expected_per_call | floor)",
        "\($s.gap_ms_p99) ms", "\($s.gap_ms_max) ms",
        ($s.server_cpu_ms_per_call_s | round3),
        (if $c then ($c | round3) else "-" end),
        (if $c then ($s.server_cpu_ms_per_call_s / $c * 100 | round / 100) else "-" end),
        (if $c then "\($y[0].packets_share * 100 | round3) %" else "-" end),
        (if $c then "\($y[0].gap_ms_p99) ms" else "-" end),
        ($s.own_cpu_ms_per_call_s | round3),
        "\($s.lateness_ms_p99) ms\(if $s.valid then "" else " INVALID" end)", "\($s.server_rss_mb) MiB" ]
    | "| " + (map(tostring) | join(" | ")) + " |"'
done
echo "Load average after: $(cut -d' ' -f1-3 /proc/loadavg)." >&2
if [ -n "$keep" ]; then
  mkdir -p "$keep"
  cp "$work"/*.json "$work"/*.log "$work"/server.* "$keep/"
fi
