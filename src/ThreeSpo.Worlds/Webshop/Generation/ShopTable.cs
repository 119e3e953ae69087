namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Everything that the shop may sell.</summary>
internal static class ShopTable
{
    /// <summary>The categories, with how many of a thousand products each has; as in the benchmark's small catalogue.</summary>
    public static IReadOnlyList<(string Category, int PerMille)> Shares { get; } =
        [("fashion", 200), ("garden", 216), ("beauty", 238), ("electronics", 229), ("grocery", 117)];

    /// <summary>All kinds of product.</summary>
    public static IReadOnlyList<ProductKind> Kinds { get; } =
    [
        .. from departments in new[] { FashionTable.Departments, GardenTable.Departments, BeautyTable.Departments, ElectronicsTable.Departments, GroceryTable.Departments }
           from department in departments
           from row in department.Rows
           select new ProductKind(department, row),
    ];
}
