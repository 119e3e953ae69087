#!/usr/bin/env bash
# The starts that the study's recipes name, made by imitating worse teachers than the bundled ones: a few seconds.
# Usage, from the project's root: recipes/study/starts.sh      writes starts/*.light
set -euo pipefail
program=${PROGRAM:-"dotnet run -c Release --project src/ThreeSpo.Cli --"}
mkdir -p starts
$program warmup --blunder 0.737 --dawdle 0.22 --out starts/alfworld-sparse.light
$program warmup world=webshop --blunder 0.605 --dawdle 0.21 --out starts/webshop.light
$program warmup world=webshop --blunder 0.72 --dawdle 0.25 --out starts/webshop-sparse.light
