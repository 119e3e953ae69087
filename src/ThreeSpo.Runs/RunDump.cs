using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ThreeSpo.Runs;

/// <summary>Everything that a run did as text, in one order, times left out: equal runs have equal dumps, byte for byte.</summary>
public static class RunDump
{
    /// <summary>Times, and figures that follow from what is dumped anyway: runs made before those were recorded have the same dump.</summary>
    private static readonly string[] LeftOut = ["seconds", "mean_score", "sampled_states", "wide_states", "tokens"];

    /// <summary>Writes the dump of a run.</summary>
    /// <param name="connection">Its database.</param>
    /// <param name="to">Where to; lines end with a line feed.</param>
    public static void Write(SqliteConnection connection, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(to);
        foreach ((string table, string order) in RunTables.OfDeeds)
        {
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of this project's tables and columns.
            command.CommandText = $"SELECT * FROM {table} ORDER BY {order}";
#pragma warning restore CA2100
            using SqliteDataReader rows = command.ExecuteReader();
            int[] columns = [.. Enumerable.Range(0, rows.FieldCount).Where(i => !LeftOut.Contains(rows.GetName(i)))];
            to.Write($"{table}\t{string.Join('\t', columns.Select(rows.GetName))}\n");
            while (rows.Read())
                to.Write($"{table}\t{string.Join('\t', columns.Select(i => Text(rows.GetValue(i))))}\n");
        }
    }

    /// <summary>The SHA-256 of the dump, in hexadecimal digits.</summary>
    public static string Hash(SqliteConnection connection)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16))
            Write(connection, writer);

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static string Text(object value) => value switch
    {
        DBNull => "",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => ((string)value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal),
    };
}
