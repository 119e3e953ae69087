using System.Text;
using System.Text.Json;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Tests.Runs.TensorBoard;

namespace ThreeSpo.Tests.Runs.Exports;

public sealed class ExportTests : IDisposable
{
    private readonly HandRun _run = new();
    private readonly TemporaryFolder _folder = new();
    private readonly RunReader _reader;

    public ExportTests() => _reader = RunReader.Open(_run.Path);

    public void Dispose()
    {
        _reader.Dispose();
        _run.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Lines_come_in_the_order_in_which_things_happened()
    {
        using var stream = new MemoryStream();
        Assert.Equal(5, JsonLinesExport.Write(_reader, stream));

        JsonElement[] lines = [.. Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([true, false, true, false, true], lines.Select(line => line.TryGetProperty("evaluation", out _)));
        Assert.Equal([0, 5, 5, 10, 10], lines.Select(line => line.GetProperty("actions").GetInt32()));
        Assert.Equal(0.25, lines[1].GetProperty("loss").GetDouble());
        Assert.Equal("NaN", lines[3].GetProperty("loss").GetString());
        Assert.Equal(2.5, lines[3].GetProperty("meanWidth").GetDouble());
    }

    [Fact]
    public void TensorBoard_gets_what_it_would_have_got_while_the_run_was_trained()
    {
        Assert.Equal(5, TensorBoardExport.Write(_reader, _folder.Path));

        EventFileReader.Event[] events = [.. EventFileReader.Read(Directory.GetFiles(_folder.Path).Single()).Skip(1)];
        Assert.Equal([0, 5, 5, 10, 10], events.Select(one => one.Step));
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 12, 0, 1, TimeSpan.Zero).ToUnixTimeSeconds(), events[1].WallTime);
        Assert.Equal(["evaluation/success", "evaluation/mean_steps", "evaluation/faults"], events[0].Scalars.Select(one => one.Tag));

        // A run without a critic and without a weight of the divergence has no figures of them.
        string[] absent = ["learning/value_loss", "learning/kl_weight"];
        Assert.Equal(
            Figure.OfIterations.Select(figure => figure.Tag).OfType<string>().Except(absent), events[1].Scalars.Select(one => one.Tag));
        Assert.Equal(float.NaN, events[3].Scalars.Single(one => one.Tag == "learning/loss").Value);
    }

    [Fact]
    public void Every_column_of_an_iteration_is_a_figure()
    {
        IReadOnlyList<string> columns = _reader.All("SELECT name FROM pragma_table_info('iteration')", row => row.Text(0));

        Assert.All(columns, column => Assert.Contains(Figure.OfIterations, figure => figure.Column.Contains(column, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_table_is_a_file_of_quoted_texts_and_bare_numbers()
    {
        CsvExport.Write(_reader, _folder.Path);
        string texts = File.ReadAllText(_folder.File("text.csv"));

        Assert.StartsWith("id,iteration,key,text\r\n0,0,", texts, StringComparison.Ordinal);
        Assert.Contains("\"yard, \"\"back\"\"\"\r\n", texts, StringComparison.Ordinal);
        Assert.Contains("\"'=dead ?[31mend\"", texts, StringComparison.Ordinal);
        Assert.Contains(",NaN,", File.ReadAllText(_folder.File("iteration.csv")), StringComparison.Ordinal);
        Assert.Equal(11, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "\"\"")]
    [InlineData("a\r\nb", "\"a?\nb\"")]
    [InlineData("-Infinity", "-Infinity")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData(0.1, "0.1")]
    [InlineData(-3L, "-3")]
    [InlineData(new byte[] { 1, 255 }, "01ff")]
    public void A_field_is_legible(object? value, string expected) => Assert.Equal(expected, CsvExport.Field(value));

    [Fact]
    public void An_export_is_whole_or_not_there()
    {
        string place = _folder.File("a/b");
        Assert.Throws<IOException>(() => ExportPlace.WriteFolder(place, overwrite: false, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "");
            throw new IOException("full");
        }));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("a")));
    }

    [Fact]
    public void What_is_there_is_replaced_only_where_that_is_wanted_and_other_files_stay()
    {
        string place = _folder.File("tables");
        Write("one");
        File.WriteAllText(Path.Combine(place, "mine"), "mine");

        Assert.Throws<ExportExistsException>(() => Write("two"));
        Assert.Equal("one", File.ReadAllText(Path.Combine(place, "file")));
        Write("two", overwrite: true);
        Assert.Equal("two", File.ReadAllText(Path.Combine(place, "file")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(place, "mine")));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));

        void Write(string text, bool overwrite = false) =>
            ExportPlace.WriteFolder(place, overwrite, folder => File.WriteAllText(Path.Combine(folder, "file"), text));
    }
}
