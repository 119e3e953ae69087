using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace ThreeSpo.Training;

/// <summary>How episodes are collected and credited.</summary>
public enum Method
{
    /// <summary>3SPO: trees, learned from state by state.</summary>
    [EnumMember(Value = "3spo")]
    ThreeSpo,

    /// <summary>GRPO: whole episodes against their group.</summary>
    Grpo,

    /// <summary>GiGPO: GRPO plus a step advantage over equal observations.</summary>
    Gigpo,

    /// <summary>RLOO: whole episodes against the others of their group.</summary>
    Rloo,

    /// <summary>REINFORCE++: discounted returns, whitened over the batch.</summary>
    [EnumMember(Value = "reinforce++")]
    ReinforcePlusPlus,

    /// <summary>REINFORCE++ with a baseline: returns against their group's mean, whitened over the batch.</summary>
    [EnumMember(Value = "reinforce++baseline")]
    ReinforcePlusPlusBaseline,

    /// <summary>ReMax: whole episodes against a greedy one.</summary>
    Remax,

    /// <summary>PPO: generalised advantage estimation with a critic.</summary>
    Ppo,

    /// <summary>HGPO: steps against others of equal state, in groups nested by shared history.</summary>
    Hgpo,

    /// <summary>Pass@k: the best episode of a group against the second best.</summary>
    PassAtK,
}

/// <summary>What updates are counted in (specification, choice 3.7).</summary>
public enum CadenceUnit
{
    /// <summary>Waves: one expansion per tree.</summary>
    Waves,

    /// <summary>Finished trees.</summary>
    Trees,
}

/// <summary>A run as a whole.</summary>
[Description("the run as a whole")]
public sealed record TrainingSettings
{
    /// <summary>The method.</summary>
    [Description("how episodes are collected and credited")]
    public Method Method { get; init; } = Method.ThreeSpo;

    /// <summary>The seed of everything random in the run.</summary>
    [Description("seed of everything random in the run")]
    [Range(0.0, 9007199254740991.0)]
    public long Seed { get; init; } = 1;

    /// <summary>Sampled actions after which the run ends; the iteration under way is finished.</summary>
    [Description("sampled actions after which the run ends; the iteration under way is finished")]
    [Range(1.0, 1e12)]
    public long Actions { get; init; } = 100_000;

    /// <summary>Tokens, sampled and learned from, after which the run ends as well; 0 for no such limit.</summary>
    [Description("tokens, sampled and learned from, that end the run as well; 0 = any number")]
    [Range(0.0, 1e15)]
    public double Tokens { get; init; }

    /// <summary>What a prompt counts for, where the policy reads no text. Unit: tokens.</summary>
    [Description("tokens that a prompt counts for where the policy reads no text")]
    [Range(0.0, 1e6)]
    public double PromptPrice { get; init; } = 300;

    /// <summary>What an answer counts for, where the policy writes no text. Unit: tokens.</summary>
    [Description("tokens that an answer counts for where the policy writes no text")]
    [Range(0.0, 1e6)]
    public double AnswerPrice { get; init; } = 12;

    /// <summary>Temperature of sampling in training.</summary>
    [Description("temperature of sampling in training")]
    [Range(0.01, 100.0)]
    public double Temperature { get; init; } = 1;

    /// <summary>Temperature of sampling in evaluation.</summary>
    [Description("temperature of sampling in evaluation")]
    [Range(0.01, 100.0)]
    public double EvalTemperature { get; init; } = 0.4;

    /// <summary>Sampled actions between evaluations; 0 evaluates before and after only.</summary>
    [Description("sampled actions between evaluations; 0 = before and after only")]
    [Range(0.0, 1e12)]
    public long EvalEvery { get; init; }

    /// <summary>Choice 3.7: how many waves or trees go into one update.</summary>
    [Description("3.7 how many waves or trees go into one update")]
    [Range(1, 1_000_000)]
    public int UpdateEvery { get; init; } = 16;

    /// <summary>Choice 3.7: what updates are counted in.</summary>
    [Description("3.7 what updates are counted in")]
    public CadenceUnit UpdateUnit { get; init; } = CadenceUnit.Trees;

    /// <summary>Iterations in a row without a sampled action after which the run stops with a message.</summary>
    [Description("iterations in a row that sample nothing after which the run stops")]
    [Range(1, 1_000_000)]
    public int Patience { get; init; } = 50;

    /// <summary>Optimiser steps skipped in a row, because a loss or gradient was not finite, after which the run stops with a message.</summary>
    [Description("optimiser steps skipped in a row, for want of a finite gradient, after which the run stops")]
    [Range(1, 1_000_000)]
    public int SkipPatience { get; init; } = 10;

    /// <summary>What a run costs in tokens.</summary>
    public TokenPrice Price => new(PromptPrice, AnswerPrice);

    /// <summary>Whether a run's budget, in actions or in tokens, is used.</summary>
    public bool IsSpentBy(Tally total)
    {
        ArgumentNullException.ThrowIfNull(total);
        return total.Actions >= Actions || (Tokens > 0 && Price.Of(total) >= Tokens);
    }
}
