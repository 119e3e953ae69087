"""A decoder of the Qwen2, Qwen3 or Llama family as one would write it in plain PyTorch; runs with PyTorch 1.13 and later.

Letters: B rows, T tokens, D width of the stream, H query heads, K key heads, d width of a head, V vocabulary.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

HAS_SDPA = hasattr(F, "scaled_dot_product_attention")


class RmsNorm(nn.Module):
    """y = x / sqrt(mean(x^2) + eps) * w"""

    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        if hasattr(F, "rms_norm"):
            return F.rms_norm(x, self.weight.shape, self.weight, self.epsilon)
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


class Cache:
    """Keys and values of one layer, with room for the longest sequence from the start."""

    def __init__(self, rows, heads, room, width, like):
        self.keys = torch.zeros(rows, heads, room, width, dtype=like.dtype, device=like.device)
        self.values = torch.zeros_like(self.keys)

    def append(self, keys, values, at):
        end = at + keys.shape[2]
        self.keys[:, :, at:end] = keys
        self.values[:, :, at:end] = values
        return self.keys[:, :, :end], self.values[:, :, :end]


def turn(heads, cosine, sine):
    """Rotary positions, halves of a head paired."""
    half = heads.shape[-1] // 2
    turned = torch.cat([-heads[..., half:], heads[..., :half]], -1)
    return heads * cosine + turned * sine


def attend(queries, keys, values, mask, causal):
    """softmax(q.k / sqrt(d)).v; queries [B, H, T, d], mask [B, 1, T, T'] or None."""
    if HAS_SDPA:
        return F.scaled_dot_product_attention(queries, keys, values, attn_mask=mask, is_causal=causal and mask is None)
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.shape[-1])
    if mask is not None:
        scores = scores + mask
    elif causal:
        size = queries.shape[2]
        scores = scores + torch.full((size, size), float("-inf"), dtype=scores.dtype, device=scores.device).triu(1)
    return scores.softmax(-1) @ values


class Attention(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.heads, self.key_heads, self.width = sizes.heads, sizes.key_heads, sizes.head_width
        biased = sizes.family == "qwen2"
        self.q_proj = nn.Linear(sizes.width, self.heads * self.width, bias=biased)
        self.k_proj = nn.Linear(sizes.width, self.key_heads * self.width, bias=biased)
        self.v_proj = nn.Linear(sizes.width, self.key_heads * self.width, bias=biased)
        self.o_proj = nn.Linear(self.heads * self.width, sizes.width, bias=False)
        self.q_norm = RmsNorm(self.width, sizes.epsilon) if sizes.family == "qwen3" else None
        self.k_norm = RmsNorm(self.width, sizes.epsilon) if sizes.family == "qwen3" else None

    def forward(self, x, cosine, sine, mask, cache, at):
        rows, length, _ = x.shape
        queries = self.q_proj(x).view(rows, length, self.heads, self.width)
        keys = self.k_proj(x).view(rows, length, self.key_heads, self.width)
        values = self.v_proj(x).view(rows, length, self.key_heads, self.width).transpose(1, 2)
        if self.q_norm is not None:
            queries, keys = self.q_norm(queries), self.k_norm(keys)
        queries = turn(queries.transpose(1, 2), cosine, sine)
        keys = turn(keys.transpose(1, 2), cosine, sine)
        if cache is not None:
            keys, values = cache.append(keys, values, at)
        repeats = self.heads // self.key_heads
        if repeats > 1:
            keys = keys.repeat_interleave(repeats, 1)
            values = values.repeat_interleave(repeats, 1)
        mixed = attend(queries, keys, values, mask, causal=length > 1)
        return self.o_proj(mixed.transpose(1, 2).reshape(rows, length, -1))


class FeedForward(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.gate_proj = nn.Linear(sizes.width, sizes.inner, bias=False)
        self.up_proj = nn.Linear(sizes.width, sizes.inner, bias=False)
        self.down_proj = nn.Linear(sizes.inner, sizes.width, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.input_layernorm = RmsNorm(sizes.width, sizes.epsilon)
        self.self_attn = Attention(sizes)
        self.post_attention_layernorm = RmsNorm(sizes.width, sizes.epsilon)
        self.mlp = FeedForward(sizes)

    def forward(self, x, cosine, sine, mask, cache, at):
        x = x + self.self_attn(self.input_layernorm(x), cosine, sine, mask, cache, at)
        return x + self.mlp(self.post_attention_layernorm(x))


class Sizes:
    """A shape of shapes.json, or a config.json."""

    def __init__(self, config):
        self.config = config
        self.family = config["model_type"]
        self.vocabulary = config["vocab_size"]
        self.width = config["hidden_size"]
        self.inner = config["intermediate_size"]
        self.layers = config["num_hidden_layers"]
        self.heads = config["num_attention_heads"]
        self.key_heads = config.get("num_key_value_heads", self.heads)
        self.head_width = config.get("head_dim") or self.width // self.heads
        self.epsilon = config.get("rms_norm_eps", 1e-6)
        self.theta = config.get("rope_theta", 10000.0)
        self.tied = config.get("tie_word_embeddings", False)


class Decoder(nn.Module):
    def __init__(self, sizes, longest):
        super().__init__()
        self.sizes = sizes
        self.embed_tokens = nn.Embedding(sizes.vocabulary, sizes.width)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.norm = RmsNorm(sizes.width, sizes.epsilon)
        self.lm_head = None if sizes.tied else nn.Linear(sizes.width, sizes.vocabulary, bias=False)
        exponents = torch.arange(0, sizes.head_width, 2, dtype=torch.float32) / sizes.head_width
        angles = torch.arange(longest, dtype=torch.float32)[:, None] / sizes.theta**exponents
        angles = torch.cat([angles, angles], -1)
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)

    def caches(self, rows, room):
        like = self.embed_tokens.weight
        return [Cache(rows, self.sizes.key_heads, room, self.sizes.head_width, like) for _ in self.layers]

    def stream(self, tokens, mask=None, caches=None, at=0):
        """The normalised stream after tokens [B, T]: [B, T, D]."""
        x = self.embed_tokens(tokens)
        cosine = self.cosine[at : at + tokens.shape[1]].to(x.dtype)
        sine = self.sine[at : at + tokens.shape[1]].to(x.dtype)
        for i, layer in enumerate(self.layers):
            x = layer(x, cosine, sine, mask, caches[i] if caches else None, at)
        return self.norm(x)

    def logits(self, stream):
        return F.linear(stream, self.embed_tokens.weight) if self.lm_head is None else self.lm_head(stream)


def draw(logits):
    """One token a row, as argmax p/e of exponential e: cheaper than multinomial."""
    p = logits.float().softmax(-1)
    return (p / torch.empty_like(p).exponential_(1)).argmax(-1, keepdim=True)
