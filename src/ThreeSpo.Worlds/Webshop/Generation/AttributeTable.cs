using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>All attributes, by name.</summary>
internal static class AttributeTable
{
    /// <summary>The table.</summary>
    public static FrozenDictionary<string, AttributeRow> Rows { get; } =
        new[] { SharedAttributes.Rows, FashionAttributes.Rows, GardenAttributes.Rows, BeautyAttributes.Rows, ElectronicsAttributes.Rows, GroceryAttributes.Rows }
            .SelectMany(rows => rows)
            .ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);
}
