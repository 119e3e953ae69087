using System.Globalization;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>What came of one reader's inputs.</summary>
/// <param name="Reader">Its name.</param>
/// <param name="Inputs">How many inputs were read.</param>
/// <param name="Accepted">How many of them were accepted.</param>
/// <param name="MostBytes">The most bytes that one input made it allocate.</param>
/// <param name="Slowest">The most time that one input took.</param>
internal sealed record FuzzRow(string Reader, int Inputs, int Accepted, long MostBytes, TimeSpan Slowest)
{
    /// <summary>The head of a table of rows, as Markdown.</summary>
    public const string Head = "| reader | inputs | accepted | refused | largest allocation | slowest |\n| --- | ---: | ---: | ---: | ---: | ---: |";

    /// <summary>The row, as Markdown.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Reader} | {Inputs:N0} | {Accepted:N0} | {Inputs - Accepted:N0} | {MostBytes / 1048576.0:N1} MiB | {Slowest.TotalMilliseconds:N0} ms |");
}
