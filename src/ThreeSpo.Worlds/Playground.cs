using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds;

/// <summary>A world ready for a run: tasks to train on, tasks never trained on, and what policies need.</summary>
/// <param name="Name">The world's name.</param>
/// <param name="World">The world.</param>
/// <param name="Train">What is trained on.</param>
/// <param name="Unseen">What success is measured on.</param>
/// <param name="Features">Describes actions to the light policy.</param>
/// <param name="Start">Makes the weights that a run of the light policy starts from.</param>
/// <param name="Prompts">Makes what puts nodes to a language model.</param>
public sealed record Playground(
    string Name, IEnvironment World, Panel Train, Panel Unseen, IActionFeatures Features, Func<LightWeights> Start,
    Func<PromptSettings, IPrompts> Prompts);
