using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Rollouts;

/// <summary>How much a prompt says, and how it wants to be answered.</summary>
public enum PromptStyle
{
    /// <summary>As few words as possible, answered by the action alone: for small models.</summary>
    Compact,

    /// <summary>Rules, recent steps and the possible actions, answered by thoughts and an action between tags: for large models.</summary>
    Reasoning,
}

/// <summary>How a language model is asked for an action.</summary>
[Description("language model: how it is asked")]
public sealed record PromptSettings
{
    /// <summary>How much a prompt says, and how it wants to be answered.</summary>
    [Description("how a language model is asked: few words, or rules and room to think")]
    public PromptStyle Prompt { get; init; } = PromptStyle.Compact;

    /// <summary>How many past steps a prompt shows. Unit: steps.</summary>
    [Description("past steps that a prompt shows")]
    [Range(0, 50)]
    public int PromptHistory { get; init; } = 2;
}
