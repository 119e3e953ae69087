#!/usr/bin/env bash
# Lets a run go on for a long time and writes down its memory every half minute.
# Usage: recipes/reliability/soak.sh MINUTES NAME key=value…      (Linux: reads /proc)
set -euo pipefail
minutes=$1
name=$2
shift 2
program=artifacts/bin/ThreeSpo.Cli/release/3spo.dll
out=${SOAK_OUT:-artifacts/soak}
mkdir -p "$out"
rm -rf "${out:?}/$name"

dotnet "$program" train "out=$out" "name=$name" actions=1e12 "$@" > "$out/$name.log" 2>&1 &
process=$!
trap 'kill -TERM $process 2>/dev/null || true' EXIT

echo "| minutes | resident MiB | iterations | actions | states known | run.db MiB |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: |"
began=$(date +%s)
while :; do
    sleep 30
    now=$(( $(date +%s) - began ))
    resident=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$process/status")
    # The program itself answers, so that nothing else need be installed.
    page=$(dotnet "$program" runs show "$out/$name" --json | tr -d '\n')
    results=${page#*'"results":{'}
    figure() { grep -oE "\"$1\":[0-9]+" <<< "$results" | head -1 | cut -d: -f2; }
    row="$(figure iterations) | $(figure actions) | $(figure knownStates)"
    size=$(( $(stat -c %s "$out/$name/run.db") >> 20 ))
    printf '| %s | %s | %s | %s |\n' "$(awk "BEGIN { printf \"%.1f\", $now / 60 }")" "$resident" "$row" "$size"
    if [ "$now" -ge $((minutes * 60)) ]; then
        break
    fi
done

# An interruption must be answered as well after a long time as after a short one.
kill -TERM $process
wait $process && code=0 || code=$?
trap - EXIT
[ "$code" -eq 130 ] || { echo "ended with exit code $code, wanted 130" >&2; exit 1; }
