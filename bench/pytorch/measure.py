#!/usr/bin/env python3
"""Does in plain PyTorch what `3spo bench policy --json` has measured: same shape, same batches, same lengths, same number type.

    3spo bench policy 5m --json > ours.json
    python3 bench/pytorch/measure.py ours.json > theirs.jsonl
    python3 bench/pytorch/join.py ours.json theirs.jsonl

Prints a JSON line a measurement: what, engine, shape, precision, prompts, answers, tokens_per_s, answers_per_s, version.
Runs with PyTorch 1.13 and later; with transformers installed (and --transformers) its own Qwen2 and Llama classes are measured too.
"""

import argparse
import json
import pathlib
import statistics
import sys
import time

import torch

from decoder import Decoder, Sizes, draw

HERE = pathlib.Path(__file__).resolve().parent
SHAPES = HERE.parent.parent / "src/ThreeSpo.Torch/Measuring/shapes.json"
ROOM = 128
STRIDE = 8


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ours", help="what 3spo bench policy --json printed")
    parser.add_argument("--seconds", type=float, default=2, help="how long each thing is repeated for, beside a first time that does not count")
    parser.add_argument("--threads", type=int, default=0, help="threads on the processor; 0: as many workers as ours had")
    parser.add_argument("--compile", action="store_true", help="also decode through torch.compile (PyTorch 2 and later)")
    parser.add_argument("--transformers", action="store_true", help="also measure the transformers library's own classes")
    parser.add_argument("--rows", default="prefill,decode,sampling,training")
    return parser.parse_args()


class Clock:
    def __init__(self, device, seconds):
        self.device, self.seconds = device, seconds

    def wait(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    def once(self, act):
        self.wait()
        began = time.perf_counter()
        act()
        self.wait()
        return time.perf_counter() - began

    def median(self, act, before=lambda: None):
        before()
        self.once(act)
        times, began = [], time.perf_counter()
        while not times or time.perf_counter() - began < self.seconds:
            before()
            times.append(self.once(act))
        return statistics.median(times)


class Bench:
    """Our plain decoder."""

    def __init__(self, ours, sizes, device, dtype, clock, compiled):
        self.ours, self.sizes, self.device, self.clock = ours, sizes, device, clock
        longest = ours["promptTokens"] + max(ours["answerTokens"], ROOM) + STRIDE
        torch.manual_seed(1)
        with torch.device(device) if hasattr(torch, "device") and hasattr(torch.device, "__enter__") else nothing():
            self.model = Decoder(sizes, longest).to(device=device, dtype=dtype)
        with torch.no_grad():
            for parameter in self.model.parameters():
                if parameter.dim() == 2:
                    parameter.normal_(0, parameter.shape[1] ** -0.5)
        self.engine = "pytorch compiled" if compiled else "pytorch"
        self.step = self.plain_step
        if compiled:
            self.step = torch.compile(self.plain_step, dynamic=True)

    def tokens(self, rows, length, seed=0):
        generator = torch.Generator().manual_seed(seed)
        return torch.randint(0, self.sizes.vocabulary, (rows, length), generator=generator).to(self.device)

    def plain_step(self, tokens, caches, at):
        return draw(self.model.logits(self.model.stream(tokens, None, caches, at)[:, -1]))

    def begin(self, prompts, room):
        """Encodes prompts and draws the first token of each."""
        self.at = prompts.shape[1]
        self.cached = self.model.caches(prompts.shape[0], self.at + room)
        self.next = self.plain_step(prompts, self.cached, 0)

    def steps(self, count):
        for _ in range(count):
            self.next = self.step(self.next, self.cached, self.at)
            self.at += 1
        self.next.cpu()

    def prefill(self, row):
        prompts = self.tokens(row["prompts"], self.ours["promptTokens"])
        with torch.no_grad():
            seconds = self.clock.median(lambda: (self.begin(prompts, 1), self.next.cpu()))
        return prompts.numel() / seconds, None

    def decode(self, row):
        prompts = self.tokens(row["prompts"], self.ours["promptTokens"])
        self.at = None

        def before():
            if self.at is None or self.at + STRIDE >= self.ours["promptTokens"] + ROOM:
                self.begin(prompts, ROOM)

        with torch.no_grad():
            seconds = self.clock.median(lambda: self.steps(STRIDE), before)
        return row["prompts"] * STRIDE / seconds, None

    def sampling(self, row):
        """Every answer with a prompt of its own, as a batch of rows."""
        length = self.ours["answerTokens"]
        prompts = self.tokens(row["prompts"], self.ours["promptTokens"]).repeat_interleave(row["answers"], 0)

        def act():
            self.begin(prompts, length)
            self.steps(length - 1)

        with torch.no_grad():
            seconds = self.clock.median(act)
        return prompts.shape[0] * length / seconds, prompts.shape[0] / seconds

    def training(self, row):
        """A step of AdamW on the clipped policy loss; every answer repeats its prompt. Memory is bounded by as many rows at once as ours had tokens."""
        prompt, length = self.ours["promptTokens"], self.ours["answerTokens"]
        rows = row["prompts"] * row["answers"]
        prompts = self.tokens(row["prompts"], prompt).repeat_interleave(row["answers"], 0)
        tokens = torch.cat([prompts, self.tokens(rows, length, seed=1)], 1)
        advantages = (1 - 2 * (torch.arange(rows, device=self.device) % row["answers"] % 2)).float()[:, None]
        old = torch.full((rows, length), -float(torch.tensor(float(self.sizes.vocabulary)).log()), device=self.device)
        # As many tokens at once as on our side, where the processor's workers each have a piece.
        at_once = max(1, row["learnTokensAtOnce"] // (prompt + length))
        optimiser = torch.optim.AdamW(self.model.parameters(), lr=1e-6, weight_decay=0.01)

        def act():
            optimiser.zero_grad(set_to_none=True)
            for first in range(0, rows, at_once):
                piece = slice(first, first + at_once)
                loss = self.loss(tokens[piece], old[piece], advantages[piece], length) / (rows * length)
                loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            optimiser.step()

        seconds = self.clock.median(act)
        return tokens.numel() / seconds, rows / seconds

    def loss(self, tokens, old, advantages, length):
        stream = self.forward_stream(tokens)[:, -length - 1 : -1]
        logits = self.forward_logits(stream).float()
        now = logits.log_softmax(-1).gather(-1, tokens[:, -length:, None]).squeeze(-1)
        ratio = (now - old).clamp(-20, 20).exp()
        worse = torch.maximum(-advantages * ratio, -advantages * ratio.clamp(0.8, 1.2))
        return torch.where(advantages < 0, torch.minimum(-advantages * 3, worse), worse).sum()

    def forward_stream(self, tokens):
        return self.model.stream(tokens)

    def forward_logits(self, stream):
        return self.model.logits(stream)


class TransformersBench(Bench):
    """The transformers library's class of the same shape."""

    def __init__(self, ours, sizes, device, dtype, clock):
        from transformers import AutoModelForCausalLM, CONFIG_MAPPING

        self.ours, self.sizes, self.device, self.clock = ours, sizes, device, clock
        torch.manual_seed(1)
        config = CONFIG_MAPPING[sizes.family](**{name: value for name, value in sizes.config.items() if name != "model_type"})
        with torch.device(device):
            self.model = AutoModelForCausalLM.from_config(config, attn_implementation="sdpa").to(device=device, dtype=dtype)
        self.engine = "transformers"

    def generate(self, prompts, length):
        self.model.generate(
            prompts, attention_mask=torch.ones_like(prompts), do_sample=True, top_k=0, top_p=1.0, temperature=1.0, min_new_tokens=length,
            max_new_tokens=length, pad_token_id=0)

    def prefill(self, row):
        prompts = self.tokens(row["prompts"], self.ours["promptTokens"])
        with torch.no_grad():
            seconds = self.clock.median(lambda: self.model(prompts, use_cache=True, logits_to_keep=1))
        return prompts.numel() / seconds, None

    def decode(self, row):
        """The difference between generating much and generating little."""
        prompts = self.tokens(row["prompts"], self.ours["promptTokens"])
        with torch.no_grad():
            short = self.clock.median(lambda: self.generate(prompts, 2))
            long = self.clock.median(lambda: self.generate(prompts, 2 + 4 * STRIDE))
        return row["prompts"] * 4 * STRIDE / max(long - short, 1e-9), None

    def sampling(self, row):
        length = self.ours["answerTokens"]
        prompts = self.tokens(row["prompts"], self.ours["promptTokens"]).repeat_interleave(row["answers"], 0)
        with torch.no_grad():
            seconds = self.clock.median(lambda: self.generate(prompts, length))
        return prompts.shape[0] * length / seconds, prompts.shape[0] / seconds

    def forward_stream(self, tokens):
        return self.model.model(tokens).last_hidden_state

    def forward_logits(self, stream):
        return self.model.lm_head(stream)


class nothing:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def work(ours):
    """Our rows, each thing once whatever engine did it."""
    seen = {}
    for row in ours["rows"]:
        if row["problem"] is None:
            seen.setdefault((row["what"], row["prompts"], row["answers"]), row)
    return list(seen.values())


def loaded_blas():
    """Files of the BLAS that products go through, where the system says: a reference BLAS is many times slower than OpenBLAS."""
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    try:
        with open("/proc/self/maps") as maps:
            return sorted({line.split()[-1] for line in maps if "blas" in line.rsplit("/", 1)[-1].lower()})
    except OSError:
        return []


def main():
    options = parsed()
    ours = json.loads(pathlib.Path(options.ours).read_text())
    named = json.loads(SHAPES.read_text())
    shape = ours["shape"]
    sizes = Sizes(named[shape.lower()] if shape.lower() in named else json.loads((pathlib.Path(shape) / "config.json").read_text()))
    device = torch.device("cuda" if ours["machine"]["device"] else "cpu")
    torch.set_num_threads(options.threads or ours["machine"]["workers"])
    precision = ours["rows"][0]["precision"]
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    clock = Clock(device, options.seconds)
    version = torch.__version__
    print(f"PyTorch {version} on {device}, {torch.get_num_threads()} threads", file=sys.stderr)
    if device.type == "cpu":
        blas = [part.strip() for part in torch.__config__.show().replace("\n", ",").split(",") if "BLAS_INFO" in part or "MKL" in part or "CPU capability" in part]
        print("; ".join(blas + loaded_blas()), file=sys.stderr)

    makers = [lambda: Bench(ours, sizes, device, dtype, clock, compiled=False)]
    if options.compile and hasattr(torch, "compile"):
        makers.append(lambda: Bench(ours, sizes, device, dtype, clock, compiled=True))
    if options.transformers:
        try:
            import transformers

            print(f"transformers {transformers.__version__}", file=sys.stderr)
            makers.append(lambda: TransformersBench(ours, sizes, device, dtype, clock))
        except ImportError:
            print("transformers is not installed: left out", file=sys.stderr)

    subjects = options.rows.split(",")
    for make in makers:
        try:
            bench = make()
        except Exception as fault:  # A library that lacks something costs its own rows only.
            print(f"left out: {type(fault).__name__}: {str(fault)[:300]}", file=sys.stderr)
            continue
        for row in work(ours):
            if row["what"] not in subjects or (bench.engine == "pytorch compiled" and row["what"] == "training"):
                continue
            row.setdefault("learnTokensAtOnce", ours["learnTokensAtOnce"])
            print(f"measuring: {row['what']} {row['prompts']}x{row['answers']}, {bench.engine}", file=sys.stderr)
            line = {
                "what": row["what"], "engine": bench.engine, "shape": shape, "precision": precision, "prompts": row["prompts"],
                "answers": row["answers"], "version": version,
            }
            try:
                line["tokens_per_s"], line["answers_per_s"] = getattr(bench, row["what"])(row)
            except Exception as fault:
                line["problem"] = f"{type(fault).__name__}: {str(fault)[:200]}"
                if device.type == "cuda":
                    torch.cuda.empty_cache()
            print(json.dumps(line), flush=True)
        del bench
        if device.type == "cuda":
            torch.cuda.empty_cache()


if __name__ == "__main__":
    main()
