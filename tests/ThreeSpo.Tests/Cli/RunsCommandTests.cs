using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Cli;

public sealed class RunsCommandTests(TrainedRun trained) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await trained.ReadyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Runs_are_listed_in_a_terminals_width_and_a_broken_one_breaks_nothing()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "runs", trained.Folder);
        string[] lines = outcome.Output.TrimEnd().Split('\n');

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(["run", "branch", "broken", "grpo"], lines.Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal).OrderBy(name => name != "run"));
        Assert.Matches(@"^broken\s+damaged", lines[2]);
        Assert.Matches(@"^grpo\s+ended\s+grpo\s+corridor\s+light\s+\d\.\dk\s+\d+→\d+ %\s+\d", lines[3]);
    }

    [Fact]
    public async Task The_list_is_one_array_of_json()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "runs", trained.Folder, "--json");
        JsonElement[] runs = [.. JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray()];

        Assert.Equal(["branch", "broken", "grpo"], runs.Select(run => run.GetProperty("name").GetString()));
        Assert.Equal(["ended", "damaged", "ended"], runs.Select(run => run.GetProperty("state").GetString()));
        Assert.Equal(3000, runs[0].GetProperty("budget").GetInt64());
        Assert.Contains("damaged", runs[1].GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_shown_on_a_page()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "runs", "show", trained.Branch, "--states", "2");

        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.Matches(@"unseenGames\s+= 6\s+\[command line\]", outcome.Output);
        Assert.DoesNotContain("maxFailures", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"0000\d+\s+[\d,]+\s+[\d.-]+( %)?\s+whole", outcome.Output);
        Assert.Matches(@"Hardest states\n.*\n.*\n.*\n\n", outcome.Output);
        Assert.Matches(@"node\s+[\d,]+\s+\d", outcome.Output);
        Assert.All(outcome.Output.Split('\n').Where(line => !line.Contains(trained.Branch, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task The_page_says_what_result_json_says()
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "runs", "show", trained.Branch, "--json");
        JsonElement shown = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("results");
        JsonElement result = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Branch, "result.json"))).RootElement;

        Assert.All(
            ["before", "after", "area", "actionsTo60", "actions", "iterations", "trajectories", "distinctTexts", "knownStates"],
            field => Assert.Equal(result.GetProperty(field).GetRawText(), shown.GetProperty(field).GetRawText()));
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_shown_as_such()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(trained.Branch, "*", SearchOption.AllDirectories))
        {
            string to = folder.File(Path.GetRelativePath(trained.Branch, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        string newest = Directory.GetDirectories(folder.File("checkpoints")).Order(StringComparer.Ordinal).Last();
        File.AppendAllText(Path.Combine(newest, "state.bin"), "x");
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "runs", "show", folder.Path);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("damaged: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("whole", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_is_drawn_a_line_a_node_and_as_a_picture()
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome data = await Program3spo.RunAsync(null, "runs", "tree", trained.Branch, "--json");
        JsonElement tree = JsonDocument.Parse(data.Output).RootElement;
        Program3spo.Outcome text = await Program3spo.RunAsync(null, "runs", "tree", trained.Branch, "--task", tree.GetProperty("task").GetString()!);
        Program3spo.Outcome picture = await Program3spo.RunAsync(null, "runs", "tree", trained.Branch, "--svg", folder.File("tree.svg"));
        Program3spo.Outcome again = await Program3spo.RunAsync(null, "runs", "tree", trained.Branch, "--svg", folder.File("tree.svg"));

        int nodes = tree.GetProperty("nodes").GetArrayLength();
        Assert.Equal(tree.GetProperty("actions").GetInt32() + 1, nodes);
        Assert.Equal(nodes, text.Output.Split('\n').Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^ *\d+ +\d+ .*\d+/\d+")));
        Assert.All(text.Output.Split('\n').Skip(2), line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain('\u001b', text.Output);
        Assert.Equal((0, 2), (picture.Code, again.Code));
        Assert.Contains("--force", again.Errors, StringComparison.Ordinal);
        Assert.Equal(nodes, XDocument.Load(folder.File("tree.svg")).Descendants().Count(element => element.Name.LocalName == "title"));
    }

    [Theory]
    [InlineData("branch", "--iteration 0", "is not kept any more (keepTrees=3). Trees are there of 3 iterations")]
    [InlineData("branch", "--iteration 9999", "does not exist: the run has finished iterations 0 to ")]
    [InlineData("branch", "--slot 4", "has no tree 4: its trees are 0 to 3.")]
    [InlineData("branch", "--task nowhere", "has no recorded tree of the task 'nowhere'. Iteration ")]
    [InlineData("branch", "--task a --slot 1", "Give one of them")]
    [InlineData("grpo", "", "records them with recordTrees=1")]
    [InlineData("broken", "", "the database is damaged")]
    [InlineData("no-run", "", "There is no run.db")]
    [InlineData("nowhere", "", "There is no run.db")]
    public async Task A_tree_that_is_not_there_is_one_clear_line(string run, string words, string expected)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(
            null, ["runs", "tree", Path.Combine(trained.Folder, run), .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Runs_are_compared_side_by_side()
    {
        Program3spo.Outcome other = await Program3spo.RunAsync(null, "runs", "diff", trained.Branch, trained.Grpo);
        Program3spo.Outcome same = await Program3spo.RunAsync(null, "runs", "diff", trained.Branch, trained.Branch, "--json");

        Assert.Equal(0, other.Code);
        Assert.Matches(@"preset\s+scout\s+grpo", other.Output);
        Assert.Matches(@"world\s+alfworld\s+corridor", other.Output);
        Assert.Contains("the first iteration that sampled something else is 0", other.Output, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(same.Output).RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal(0, JsonDocument.Parse(same.Output).RootElement.GetProperty("settings").GetArrayLength());
    }

    [Fact]
    public async Task A_run_is_exported_in_every_form()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["export", trained.Branch, "--tensorboard", folder.File("board"), "--csv", folder.File("csv"), "--jsonl", folder.File("run.jsonl")];
        Program3spo.Outcome first = await Program3spo.RunAsync(null, words);
        Program3spo.Outcome again = await Program3spo.RunAsync(null, words);
        Program3spo.Outcome forced = await Program3spo.RunAsync(null, [.. words, "--force"]);

        Assert.Equal((0, 2, 0), (first.Code, again.Code, forced.Code));
        Assert.Single(again.Errors.TrimEnd().Split('\n'));
        Assert.Single(Directory.GetFiles(folder.File("board")));
        Assert.Equal(11, Directory.GetFiles(folder.File("csv")).Length);
        Assert.Equal(3, Directory.GetFileSystemEntries(folder.Path).Length);
        Assert.Equal(File.ReadLines(folder.File("run.jsonl")).Count(), EvaluationsAndIterations());
    }

    [Fact]
    public async Task A_run_is_looked_at_while_it_is_trained()
    {
        using var folder = new TemporaryFolder();
        using Process training = Program3spo.Start(["train", "actions=1e9", "trainGames=20", "unseenGames=6", "trees=4", $"out={folder.Path}", "name=a"]);
        try
        {
            while (await training.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("iteration", StringComparison.Ordinal))
            {
            }

            string run = folder.File("a");
            Program3spo.Outcome[] outcomes = await Task.WhenAll(
                Program3spo.RunAsync(null, "runs", folder.Path), Program3spo.RunAsync(null, "runs", "show", run), Program3spo.RunAsync(null, "runs", "tree", run),
                Program3spo.RunAsync(null, "runs", "diff", run, run), Program3spo.RunAsync(null, "export", run, "--jsonl", folder.File("a.jsonl")));

            Assert.All(outcomes, outcome => Assert.Equal((0, ""), (outcome.Code, outcome.Errors)));
            Assert.Matches(@"a\s+running\s+scout", outcomes[0].Output);
            Assert.Contains("state    running", outcomes[1].Output, StringComparison.Ordinal);
            Assert.False(training.HasExited);
        }
        finally
        {
            training.Kill();
            await training.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Matches(@"a\s+unfinished", (await Program3spo.RunAsync(null, "runs", folder.Path)).Output);
    }

    [Fact]
    public async Task What_a_database_says_is_shown_without_what_steers_a_terminal()
    {
        using var run = new HandRun();
        run.Execute("UPDATE tree SET task = 'a' || char(27) || '[2J'; UPDATE node SET action = 'go' || char(155) || char(8238) WHERE number > 0; UPDATE setting SET value = char(27) || 'c', origin = char(7)");
        foreach (string[] words in new string[][] { ["runs", "show", run.Path], ["runs", "tree", run.Path], ["runs", "diff", run.Path, trained.Grpo], ["runs", Path.GetDirectoryName(run.Path)!] })
        {
            Program3spo.Outcome outcome = await Program3spo.RunAsync(null, words);

            Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
            Assert.DoesNotContain(outcome.Output, letter => (char.IsControl(letter) && letter != '\n') || letter == '\u202e');
        }
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("runs", "show")]
    [InlineData("runs", "tree")]
    [InlineData("runs", "diff")]
    [InlineData("runs", "dump")]
    [InlineData("export")]
    public async Task Every_verbs_help_shows_an_example(params string[] verb)
    {
        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, [.. verb, "--help"]);

        Assert.Equal(0, outcome.Code);
        Assert.Matches($"Examples?:\\s+3spo {string.Join(' ', verb)}", outcome.Output);
    }

    private int EvaluationsAndIterations()
    {
        using SqliteConnection connection = ThreeSpo.Runs.RunDatabase.OpenToRead(trained.Branch);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM iteration) + (SELECT count(*) FROM evaluation)";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
