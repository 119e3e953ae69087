#!/usr/bin/env bash
# The study behind docs/results/language-model.md: the bundled language model, methods side by side at equal sampled actions.
# Usage: recipes/language-model/run.sh                                          generated games, three seeds
#        recipes/language-model/run.sh TRAIN VALID_UNSEEN                       real games besides, one seed
# One run at a time, each on all cores; about an hour on two. Raw results: docs/results/language-model/. ACTIONS=n changes the budget.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
results=$root/docs/results/language-model
actions=${ACTIONS:-40000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release "$root/src/ThreeSpo.Cli" --nologo -v quiet
program=$root/artifacts/bin/ThreeSpo.Cli/release/3spo
mkdir -p "$results"

# A part's name, a variant's name, a seed, then what sets the run apart.
one() {
  part=$1 name=$2 seed=$3
  shift 3
  "$program" train policy=tiny "$@" seed="$seed" actions="$actions" evalEvery=$((actions / 2)) out="$work/runs" name="$part-$name-$seed" --json \
    | sed "s/^{/{\"part\":\"$part\",\"variant\":\"$name\",/; s/,\"folder\":\"[^\"]*\"//" > "$work/$part-$name-$seed.json"
  cat "$work/$part"-*.json > "$results/$part.jsonl"
}

for seed in 1 2 3; do
  one generated branch "$seed" preset=branch
  one generated grpo "$seed" preset=grpo
done
if [ $# -eq 2 ]; then
  one real branch 1 preset=branch games="$1" panel="$2"
  one real grpo 1 preset=grpo games="$1" panel="$2"
fi
dotnet run "$root/recipes/report.cs" -- "$results" "$actions"
