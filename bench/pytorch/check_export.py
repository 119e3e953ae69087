#!/usr/bin/env python3
"""Whether the transformers library reads a folder that 3spo wrote as 3spo does.

    3spo policy logits DIR "a text" --json > logits.json
    python3 bench/pytorch/check_export.py DIR logits.json [--adapter ADAPTER] [--device cuda]

Compares token ids (with policy logits --chat those of the chat template), the likeliest tokens' logits and the text's log-probability
with those in logits.json. ADAPTER is a folder in PEFT's format,
loaded with the peft library where that is installed. Exit code 1 where anything differs.
"""

import argparse
import json
import pathlib
import sys

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("logits")
    parser.add_argument("--adapter")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--tolerance", type=float, default=2e-3, help="largest difference of a logit or of a token's log-probability")
    options = parser.parse_args()

    import transformers
    from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast

    print(f"PyTorch {torch.__version__}, transformers {transformers.__version__}")
    wanted = json.loads(pathlib.Path(options.logits).read_text())
    tokenizer = AutoTokenizer.from_pretrained(options.folder)
    model = AutoModelForCausalLM.from_pretrained(options.folder, torch_dtype=torch.float32).to(options.device).eval()
    faults = []

    def encode(tokenizer):
        """The ids of the text, or where it was put into a chat, those of the model's template."""
        if wanted.get("messages"):
            return list(tokenizer.apply_chat_template(wanted["messages"], add_generation_prompt=True, tokenize=True, return_dict=False))
        return tokenizer(wanted["text"], add_special_tokens=False)["input_ids"]

    ids = encode(tokenizer)
    print(f"{type(tokenizer).__name__}: {'the same' if ids == wanted['tokens'] else 'other'} token ids")
    if ids != wanted["tokens"]:
        # Since version 5 the library cuts text for a qwen2 model as Qwen2 does, whatever pattern tokenizer.json holds.
        tokenizer = PreTrainedTokenizerFast.from_pretrained(options.folder)
        ids = encode(tokenizer)
        print(f"{type(tokenizer).__name__}, which follows tokenizer.json: {'the same' if ids == wanted['tokens'] else 'other'} token ids")
    if ids != wanted["tokens"]:
        faults.append(f"token ids differ: {ids[:20]} here, {wanted['tokens'][:20]} there")
    tokens = torch.tensor([wanted["tokens"]], device=options.device)
    with torch.no_grad():
        logits = model(tokens).logits[0].double().cpu()
    worst = max(abs(logits[-1, one["token"]].item() - one["logit"]) for one in wanted["next"])
    report(faults, "logits of the likeliest next tokens", worst, options.tolerance)
    found = logits[:-1].log_softmax(-1).gather(-1, tokens[0, 1:, None].cpu()).squeeze(-1)
    there = torch.tensor(wanted["logProbabilities"], dtype=torch.float64)
    report(faults, "log-probabilities of the text's tokens", (found - there).abs().max().item() if len(found) else 0.0, options.tolerance)

    if options.adapter:
        try:
            from peft import PeftModel
        except ImportError:
            print("peft is not installed: the adapter was not loaded")
        else:
            adapted = PeftModel.from_pretrained(model, options.adapter).eval()
            with torch.no_grad():
                moved = (adapted(tokens).logits[0].double().cpu() - logits).abs().max().item()
            print(f"adapter loaded; it moves a logit by up to {moved:.3g}")

    for fault in faults:
        print(f"OFF: {fault}")
    return 1 if faults else 0


def report(faults, what, worst, tolerance):
    print(f"{what}: largest difference {worst:.3g}")
    if not worst <= tolerance:
        faults.append(f"{what} differ by up to {worst:.3g}, allowed are {tolerance:.3g}")


if __name__ == "__main__":
    sys.exit(main())
