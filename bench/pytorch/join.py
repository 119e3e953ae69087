#!/usr/bin/env python3
"""Puts what 3spo and PyTorch measured side by side: ours, theirs, and how many times ours is theirs.

    python3 bench/pytorch/join.py ours.json theirs.jsonl

Prefill and decode are compared in tokens a second; sampling and training in answers a second, since answers are what both do and
tokens are not: a prompt that is shared is encoded once on our side and once an answer on theirs.
"""

import json
import sys


def number(value):
    return "-" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def main(ours_path, theirs_path):
    with open(ours_path) as file:
        ours = json.load(file)
    with open(theirs_path) as file:
        theirs = [json.loads(line) for line in file if line.strip()]
    versions = sorted({line["version"] for line in theirs})
    machine = ours["machine"]
    print(f"{ours['shape']}, {ours['parameters']:,} numbers, prompts of {ours['promptTokens']} tokens, answers of {ours['answerTokens']}")
    print(f"{machine['device'] or machine['processor']}, {machine['workers']} workers; ours: libtorch {machine['libtorch']}; theirs: PyTorch {', '.join(versions)}")
    print()
    rows = [["what", "in", "type", "ours by", "ours", "theirs by", "theirs", "ratio"]]
    for row in ours["rows"]:
        if row["problem"] is not None or row["engine"] == "plain":
            continue
        for line in theirs:
            if (line["what"], line["prompts"], line["answers"]) != (row["what"], row["prompts"], row["answers"]):
                continue
            by_answers = row["answersPerSecond"] is not None
            mine = row["answersPerSecond"] if by_answers else row["tokensPerSecond"]
            other = line.get("answers_per_s") if by_answers else line.get("tokens_per_s")
            rows.append([
                f"{row['what']} {row['prompts']}x{row['answers']}", "answers/s" if by_answers else "tokens/s", row["precision"], row["engine"], number(mine),
                line["engine"], number(other), "-" if not other else f"{mine / other:.2f}",
            ])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(text.rjust(width) if i in (4, 6, 7) else text.ljust(width) for i, (text, width) in enumerate(zip(row, widths))).rstrip())
    for line in theirs:
        if line.get("problem"):
            print(f"not measured: {line['what']} {line['prompts']}x{line['answers']}, {line['engine']}: {line['problem']}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
