namespace ThreeSpo.Credit;

/// <summary>The check that spans which describe the same rows are equally long.</summary>
internal static class Rows
{
    /// <summary>Refuses a span that has not one entry per row.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="length">How many entries the span has.</param>
    /// <param name="what">What the span holds, in plural.</param>
    /// <param name="name">The parameter's name.</param>
    public static void MustMatch(int rows, int length, string what, string name)
    {
        if (length != rows)
            throw new ArgumentException(
                $"The {what} are one per row, but there are {rows} rows and {length} {what}. Pass spans of one length.", name);
    }
}
