namespace ThreeSpo.Worlds.Webshop;

/// <summary>An option that a shopper has clicked.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Value">The value.</param>
public readonly record struct ChosenOption(string Group, string Value);
