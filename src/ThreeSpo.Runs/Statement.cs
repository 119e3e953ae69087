using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ThreeSpo.Runs;

/// <summary>A prepared statement whose values are bound one after the other: rows are written some hundred thousand times a second.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public Statement With(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public Statement With(long? value) => value is { } number ? With(number) : WithNothing();

    /// <summary>Binds a number; one that is not finite becomes a text, because the database would turn NaN into nothing.</summary>
    public Statement With(double value)
    {
        if (!double.IsFinite(value))
            return With(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");

        Check(raw.sqlite3_bind_double(_statement, ++_bound, value));
        return this;
    }

    public Statement With(double? value) => value is { } number ? With(number) : WithNothing();

    public Statement With(bool value) => With(value ? 1L : 0L);

    public Statement With(string? text)
    {
        if (text is null)
            return WithNothing();

        Check(raw.sqlite3_bind_text16(_statement, ++_bound, text));
        return this;
    }

    public Statement With(ReadOnlySpan<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_bound, bytes));
        return this;
    }

    public Statement WithNothing()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    /// <summary>Runs it with the values bound, and makes it ready for the next.</summary>
    public void Run()
    {
        int result = raw.sqlite3_step(_statement);
        _ = raw.sqlite3_reset(_statement);
        _bound = 0;
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));
    }
}
