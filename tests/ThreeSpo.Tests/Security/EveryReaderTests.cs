using System.Globalization;
using ThreeSpo.Tests.Security.Fuzzing;

namespace ThreeSpo.Tests.Security;

/// <summary>
/// Every reader of files and texts from elsewhere, with damaged inputs. THREESPO_FUZZ=20000 reads so many for each reader, and
/// THREESPO_FUZZ_REPORT=FILE adds a line for each to a table in Markdown.
/// </summary>
public sealed class EveryReaderTests
{
    private const int Usual = 400;

    public static TheoryData<string> Readers => [.. Types().Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_input_is_accepted_or_refused_in_one_line_in_bounded_time_and_memory(string type)
    {
        using var reader = (UntrustedReader)Activator.CreateInstance(Types().Single(one => one.Name == type))!;
        int inputs = int.TryParse(Environment.GetEnvironmentVariable("THREESPO_FUZZ"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;

        FuzzRow row = new FuzzRun(reader, inputs).Do();

        TestContext.Current.TestOutputHelper!.WriteLine($"{FuzzRow.Head}\n{row}");
        if (Environment.GetEnvironmentVariable("THREESPO_FUZZ_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, File.Exists(report) ? $"{row}\n" : $"{FuzzRow.Head}\n{row}\n");
    }

    [Fact]
    public void The_same_number_makes_the_same_input() => Assert.Equal(Drawn(3), Drawn(3));

    [Fact]
    public void Another_number_makes_another_input() => Assert.NotEqual(Drawn(3), Drawn(4));

    private static byte[] Drawn(int number) => ByteDamage.Do(new byte[100], new Chance("any", number));

    private static IEnumerable<Type> Types() => typeof(UntrustedReader).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(UntrustedReader)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal);
}
