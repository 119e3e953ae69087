namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>A group of options that products of a kind may have.</summary>
/// <param name="Name">Its name, such as "Color".</param>
/// <param name="Values">The values that a product's are drawn from.</param>
/// <param name="Ascending">Whether a product offers neighbouring values in ascending order, as of sizes.</param>
/// <param name="Presence">Share of products that have the group. Unit: percent.</param>
internal sealed record OptionRow(string Name, IReadOnlyList<string> Values, bool Ascending, int Presence);
