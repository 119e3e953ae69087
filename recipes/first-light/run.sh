#!/usr/bin/env bash
# The study behind docs/results/first-light.md: every method, five seeds, 300,000 sampled actions each.
# Usage: recipes/first-light/run.sh                                          generated games
#        recipes/first-light/run.sh TRAIN VALID_SEEN,VALID_UNSEEN            real games besides
# Two runs at a time; about 15 minutes for each of the two parts on two cores. Raw results: docs/results/first-light/.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
results=$root/docs/results/first-light
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release "$root/src/ThreeSpo.Cli" --nologo -v quiet
export program=$root/artifacts/bin/ThreeSpo.Cli/release/3spo work

# A variant's name, then what sets it apart.
variants=(
  "branch preset=branch"
  "branch-uniform preset=branch goBack=lateUniform"
  "steps preset=steps"
  "paper preset=paper"
  "reference preset=reference"
  "grpo preset=grpo"
  "gigpo preset=gigpo"
  "gigpo-progress preset=gigpo state=progress"
)

one() {
  part=$1 name=$2 seed=$3
  shift 3
  "$program" train "$@" seed="$seed" actions=300000 evalEvery=10000 out="$work/runs" name="$part-$name-$seed" --json 2> /dev/null \
    | sed "s/^{/{\"part\":\"$part\",\"variant\":\"$name\",/; s/,\"folder\":\"[^\"]*\"//" > "$work/$part-$name-$seed.json" || true
}
export -f one

study() {
  part=$1
  shift
  for seed in 1 2 3 4 5; do
    for variant in "${variants[@]}"; do
      # No blank at a line's end: to xargs it would mean that the line goes on.
      echo "$part ${variant%% *} $seed ${variant#* }${*:+ $*}"
    done
  done | xargs -P 2 -L 1 bash -c 'one "$@"' _
  mkdir -p "$results"
  cat "$work/$part"-*.json > "$results/$part.jsonl"
}

study generated
if [ $# -eq 2 ]; then
  study real games="$1" panel="$2"
fi
dotnet run "$root/recipes/report.cs" -- "$results" 300000
