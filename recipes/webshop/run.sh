#!/usr/bin/env bash
# The study behind docs/results/webshop.md: methods side by side on the bundled catalogue, and what counts as the same state.
# Usage: recipes/webshop/run.sh                     the light policy, three seeds; some five minutes on two cores
#        recipes/webshop/run.sh official DIR        the light policy on the official files in DIR
# Raw results: docs/results/webshop/. ACTIONS=n changes the budget, VARIANTS="branch grpo" leaves the others out.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
results=$root/docs/results/webshop
part=${1:-light}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release "$root/src/ThreeSpo.Cli" --nologo -v quiet
program=$root/artifacts/bin/ThreeSpo.Cli/release/3spo
mkdir -p "$results"

# A variant's name and a seed, then what sets the run apart.
one() {
  name=$1 seed=$2
  shift 2
  [[ -z ${VARIANTS:-} || " $VARIANTS " == *" $name "* ]] || return 0
  "$program" train world=webshop "$@" seed="$seed" actions="$actions" evalEvery=$((actions / points)) out="$work/runs" name="$part-$name-$seed" --json 2> /dev/null \
    | sed "s/^{/{\"part\":\"$part\",\"variant\":\"$name\",/; s/,\"folder\":\"[^\"]*\"//" > "$work/$part-$name-$seed.json" || true
}

case $part in
  light | official)
    actions=${ACTIONS:-100000} points=20
    where=${2:+catalogue=$2}
    for seed in 1 2 3; do
      one branch "$seed" preset=branch $where
      one branch-gameText "$seed" preset=branch state=gameText $where
      one branch-text "$seed" preset=branch state=text nodeState=text $where
      one steps "$seed" preset=steps $where
      one paper "$seed" preset=paper $where
      one grpo "$seed" preset=grpo $where
      one gigpo "$seed" preset=gigpo $where
      one gigpo-progress "$seed" preset=gigpo state=progress $where
    done
    ;;
  *)
    echo "There is no part '$part'. Write light, or official DIR." >&2
    exit 2
    ;;
esac
cat "$work/$part"-*.json > "$results/$part.jsonl"
dotnet run "$root/recipes/report.cs" -- "$results" "$actions"
