using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo explain: the formulas with numbers put in, and every setting.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        Command command = WithScore(new Command("explain", """
            Puts your numbers into the formulas, or shows every setting.

            Examples:
              3spo explain visits=10 successes=2 t=100 alpha=1
              3spo explain settings preset=paper
            """));
        command.Add(WithScore(new Command("score", """
            State score, rollout width and step reward for given counts, formula by formula.

            Example:
              3spo explain score visits=10 successes=2 t=100 alpha=1
            """)));
        command.Add(Settings());
        return command;
    }

    private static Command WithScore(Command command)
    {
        Argument<string[]> words = new("numbers")
        {
            Description = "visits, successes, t of the state; nextVisits, nextSuccesses of the state it leads to; "
                + "and alpha, maxFailures, minSuccessRate, omegaDecay, maxWidth",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> json = new("--json") { Description = "print the figures as one JSON object" };
        command.Add(words);
        command.Add(json);
        command.SetAction(parsed => Explain(parsed.GetValue(words) ?? [], parsed.GetValue(json)));
        return command;
    }

    private static int Explain(string[] words, bool json)
    {
        SettingsSheet sheet = new(typeof(ScoreExample));
        Words.Into(words, sheet);
        ScoreExample it = sheet.Read<ScoreExample>();
        if (it.Successes > it.Visits || it.NextSuccesses > it.NextVisits)
            throw new UserMistakeException($"successes is {it.Successes} of {it.Visits} visits and nextSuccesses {it.NextSuccesses} of {it.NextVisits}, but cannot be more than the visits.");

        var settings = new ScoreSettings { Alpha = it.Alpha, MaxFailures = it.MaxFailures, MinSuccessRate = it.MinSuccessRate };
        var counts = new StateCounts(it.Visits, it.Successes);
        var next = new StateCounts(it.NextVisits, it.NextSuccesses);
        double lambda = StateScore.Lambda(it.Alpha, it.T);
        double score = StateScore.Of(counts, lambda, settings);
        double there = StateScore.Of(next, lambda, settings);
        double weight = NoveltyWeight.Of(it.Visits, it.OmegaDecay);
        double reward = StepReward.Of(weight, novel: true, score, there, success: 0);
        int width = RolloutWidth.For(score, it.MaxWidth);

        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { rate = StateScore.Rate(counts, settings.Epsilon), lambda, worthwhile = StateScore.Worthwhile(counts, settings), score, width, omega = weight, nextScore = there, reward }, Json.Line));
            return Door.Fine;
        }

        Print(it, counts, settings, lambda, score, width, weight, there, reward);
        return Door.Fine;
    }

    private static void Print(
        ScoreExample it, StateCounts counts, ScoreSettings settings, double lambda, double score, int width, double weight, double there,
        double reward)
    {
        string F(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
        bool worthwhile = StateScore.Worthwhile(counts, settings);
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("what").AddColumn("formula").AddColumn(new TableColumn("value").RightAligned());
        table.AddRow("success rate", $"N_success / (N_total + ε) = {F(it.Successes)} / {F(it.Visits)}", F(StateScore.Rate(counts, settings.Epsilon)));
        table.AddRow("λ(t)", $"α · ln t = {F(it.Alpha)} · ln {F(it.T)}", F(lambda));
        table.AddRow("worthwhile", $"N_fail < ξ or rate > ζ = {F(counts.Failures)} < {F(it.MaxFailures)} or … > {F(it.MinSuccessRate)}", worthwhile ? "yes" : "no");
        table.AddRow("state score S(s), Eq. 1", worthwhile ? "exp(−λ · rate)" : "0: given up", F(score));
        table.AddRow("width n(s), Eq. 3", $"⌈G_max · S⌉ = ⌈{it.MaxWidth} · {F(score)}⌉", width.ToString(CultureInfo.InvariantCulture));
        table.AddRow("ω", $"½ · exp(−ω_k · N_total) = ½ · exp(−{F(it.OmegaDecay)} · {F(it.Visits)})", F(weight));
        table.AddRow("S(s')", $"with {F(it.NextVisits)} visits, {F(it.NextSuccesses)} successes", F(there));
        table.AddRow("reward R(s, s'), Eq. 2", "ω · 1 + (½ − ω) · (S(s) − S(s')) + ½ · 0, a step to a new state", F(reward));
        AnsiConsole.Write(table);
        Console.WriteLine(width switch
        {
            0 => "The state is given up: no action is tried, the path is cut here.",
            1 => "One action is tried: the path goes on, and nothing is learned at this state.",
            _ => $"{width} actions are tried, compared with each other, and learned from at once.",
        });
    }

    private static Command Settings()
    {
        Argument<string[]> words = new("settings") { Description = "key=value words and settings files, as for train", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> json = new("--json") { Description = "print the settings as one JSON object, which is a settings file too" };
        Option<bool> schema = new("--schema") { Description = "print the JSON Schema of settings files, for editors" };
        var command = new Command("settings", """
            Every setting: its value, where that comes from, what it may be, what it does.

            Examples:
              3spo explain settings preset=paper
              3spo explain settings mine.json seed=3 --json
              3spo explain settings --schema > settings.schema.json
            """)
        {
            words, json, schema,
        };
        command.SetAction(parsed => ExplainSettings(parsed.GetValue(words) ?? [], parsed.GetValue(json), parsed.GetValue(schema)));
        return command;
    }

    private static int ExplainSettings(string[] words, bool json, bool schema)
    {
        if (schema && (json || words.Length > 0))
            throw new UserMistakeException("--schema describes settings files, whatever is set. Leave out --json and the settings.");
        if (schema)
        {
            Console.Write(SettingsPage.Schema());
            return Door.Fine;
        }

        SettingsSource source = SettingsSource.Read(words);
        IdleSettings.Tell(source);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(SettingsPage.Of(source), Json.Page));
        else
            SettingsPage.Print(source);

        return Door.Fine;
    }
}
