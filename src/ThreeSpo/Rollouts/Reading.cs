namespace ThreeSpo.Rollouts;

/// <summary>What a language model's answer was taken to mean.</summary>
/// <param name="Action">The text handed to the world; a badly formed answer has one too.</param>
/// <param name="WellFormed">Whether the answer had the form it was asked for.</param>
public readonly record struct Reading(string Action, bool WellFormed);
