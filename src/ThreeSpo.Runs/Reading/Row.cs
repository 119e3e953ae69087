using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ThreeSpo.Runs.Reading;

/// <summary>One row of a query. A database keeps any kind of value in any column, so the kind is checked.</summary>
public sealed class Row
{
    private readonly SqliteDataReader _row;
    private readonly RunReader _run;

    internal Row(SqliteDataReader row, RunReader run) => (_row, _run) = (row, run);

    /// <summary>How many columns it has.</summary>
    public int Columns => _row.FieldCount;

    /// <summary>The name of a column.</summary>
    public string Name(int column) => _row.GetName(column);

    /// <summary>A value as it is kept: null, a long, a double, a string or bytes.</summary>
    public object? Value(int column) => _row.GetValue(column) switch
    {
        DBNull => null,
        var value => value,
    };

    /// <summary>A whole number.</summary>
    public long Whole(int column) => WholeOrNothing(column) ?? throw Wrong(column, "a whole number");

    /// <summary>A whole number, or null.</summary>
    public long? WholeOrNothing(int column) => Value(column) switch
    {
        null => null,
        long number => number,
        _ => throw Wrong(column, "a whole number"),
    };

    /// <summary>A whole number that is small enough for counting things in memory.</summary>
    public int Count(int column) => Whole(column) is >= 0 and <= int.MaxValue and var number ? (int)number : throw Wrong(column, "a count");

    /// <summary>A number; those that are not finite are kept as the texts NaN, Infinity and -Infinity.</summary>
    public double Real(int column) => RealOrNothing(column) ?? throw Wrong(column, "a number");

    /// <summary>A number, or null.</summary>
    public double? RealOrNothing(int column) => Value(column) switch
    {
        null => null,
        double number => number,
        long number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsFinite(number) => number,
        _ => throw Wrong(column, "a number"),
    };

    /// <summary>A text.</summary>
    public string Text(int column) => TextOrNothing(column) ?? throw Wrong(column, "a text");

    /// <summary>A text, or null.</summary>
    public string? TextOrNothing(int column) => Value(column) switch
    {
        null => null,
        string text => text,
        _ => throw Wrong(column, "a text"),
    };

    private InvalidDataException Wrong(int column, string wanted) => _run.Damaged($"{Name(column)} is not {wanted}");
}
