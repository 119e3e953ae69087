.PHONY: check bench bench-pytorch demo study language-study webshop-study methods-study tiny tiny-webshop schema format fuzz kills soak states

# What must hold before a commit: it builds without warnings, is formatted, and the tests pass.
check:
	dotnet build -c Release
	dotnet format --verify-no-changes
	dotnet test -c Release

# All benchmarks, or one class: make bench FILTER='*AlfworldStep*'. About ten minutes in all.
FILTER ?= *
bench:
	dotnet run -c Release --project bench/ThreeSpo.Benchmarks -- --filter '$(FILTER)'

# Ours beside plain PyTorch doing the same work on this machine, in one table; PYTHON needs PyTorch 1.13 or later (docs/measuring.md).
# Another shape or type: make bench-pytorch SHAPE=qwen2.5-0.5b WORDS="precision=bf16"
SHAPE ?= 5m
WORDS ?=
PYTHON ?= python3
PYTORCH_ARGS ?=
bench-pytorch:
	dotnet build -c Release
	mkdir -p artifacts/bench
	dotnet artifacts/bin/ThreeSpo.Cli/release/3spo.dll bench policy $(SHAPE) $(WORDS) --json > artifacts/bench/ours.json
	$(PYTHON) bench/pytorch/measure.py artifacts/bench/ours.json $(PYTORCH_ARGS) > artifacts/bench/theirs.jsonl
	$(PYTHON) bench/pytorch/join.py artifacts/bench/ours.json artifacts/bench/theirs.jsonl

# The whole loop on the smallest world, in about a second.
demo:
	dotnet run -c Release --project src/ThreeSpo.Cli -- train world=corridor actions=15000

# Every number of docs/results/first-light.md, about half an hour on two cores.
# With real games: make study GAMES="json_2.1.1/train json_2.1.1/valid_seen,json_2.1.1/valid_unseen"
GAMES ?=
study:
	recipes/first-light/run.sh $(GAMES)

# Every number of docs/results/language-model.md, about an hour on two cores; with real games as above, one panel: valid_unseen.
language-study:
	recipes/language-model/run.sh $(GAMES)

# Every number of docs/results/study.md, about three hours on two cores; into studies/. The official games have to lie under json_2.1.1/ for the last one.
STUDIES ?= rates methods given shop rest goals language-rates language tokens choices ablations
methods-study:
	dotnet build -c Release src/ThreeSpo.Cli
	PROGRAM=artifacts/bin/ThreeSpo.Cli/release/3spo recipes/study/starts.sh
	for recipe in $(STUDIES); do artifacts/bin/ThreeSpo.Cli/release/3spo compare recipes/study/$$recipe.json || exit 1; done
	if [ -d json_2.1.1 ]; then artifacts/bin/ThreeSpo.Cli/release/3spo compare recipes/study/real.json; fi

# The tables of docs/results/webshop.md, some minutes; those of the language model say their commands.
# With the official files: make webshop-study CATALOGUE=DIR
CATALOGUE ?=
webshop-study:
	dotnet run -c Release recipes/webshop/states.cs
	recipes/webshop/run.sh light
	if [ -n "$(CATALOGUE)" ]; then VARIANTS="branch grpo" recipes/webshop/run.sh official "$(CATALOGUE)"; fi

# The bundled language models again, from nothing.
tiny:
	dotnet run -c Release --project src/ThreeSpo.Cli -- warmup policy=tiny --out src/ThreeSpo.Cli/Models/tiny
tiny-webshop:
	dotnet run -c Release --project src/ThreeSpo.Cli -- warmup world=webshop policy=tiny --out src/ThreeSpo.Cli/Models/tiny-webshop

# What editors know of settings files; after a setting was added or changed.
schema:
	dotnet run -c Release --project src/ThreeSpo.Cli -- explain settings --schema > docs/settings.schema.json

# Every reader of files from elsewhere with so many damaged inputs, some minutes; writes the table of docs/results/fuzz-table.md.
FUZZ ?= 20000
REPORT ?= artifacts/fuzz-table.md
fuzz:
	dotnet build -c Release
	rm -f $(REPORT)
	THREESPO_FUZZ=$(FUZZ) THREESPO_FUZZ_REPORT=$(REPORT) artifacts/bin/ThreeSpo.Tests/release/ThreeSpo.Tests -class ThreeSpo.Tests.Security.EveryReaderTests

# Kills runs at random moments, goes on with them and compares their bytes, some ten minutes; writes the table of docs/results/kills-table.md.
KILLS ?= 50
KILLS_REPORT ?= artifacts/kills.md
kills:
	dotnet build -c Release
	rm -f $(KILLS_REPORT)
	THREESPO_KILLS=$(KILLS) THREESPO_KILLS_REPORT=$(abspath $(KILLS_REPORT)) artifacts/bin/ThreeSpo.Tests/release/ThreeSpo.Tests -class ThreeSpo.Tests.Runs.KilledRunTests

# Memory over half an hour, of the light policy and of the bundled language model side by side; tables on the screen and in artifacts/soak.
SOAK ?= 31
soak:
	dotnet build -c Release
	mkdir -p artifacts/soak
	recipes/reliability/soak.sh $(SOAK) light trainGames=50 threads=1 keepTrees=50 > artifacts/soak/light.md & \
	recipes/reliability/soak.sh $(SOAK) language policy=tiny trainGames=50 threads=1 keepTrees=50 > artifacts/soak/language.md & \
	wait
	cat artifacts/soak/light.md artifacts/soak/language.md

# A run that meets ten million states: memory, file size, rates; some minutes, 4 GiB of memory and as much disk.
STATES ?= 10000000
states:
	dotnet run -c Release recipes/reliability/states.cs -- $(STATES)

format:
	dotnet format
