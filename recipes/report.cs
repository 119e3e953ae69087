// Turns the raw results of a recipe into tables and curves.
// Run: dotnet run recipes/report.cs -- docs/results/first-light 300000
using System.Globalization;
using System.Text;
using System.Text.Json;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var folder, var budgetText] || !double.TryParse(budgetText, out double budget))
{
    Console.Error.WriteLine("Give a folder of *.jsonl results and the budget of sampled actions, for example: docs/results/first-light 300000");
    return 2;
}

foreach (string file in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
{
    Run[] runs = [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Run.Read)];
    string name = Path.GetFileNameWithoutExtension(file);
    File.WriteAllText(Path.Combine(folder, name + ".md"), Tables(runs));
    File.WriteAllText(Path.Combine(folder, name + ".svg"), Curves(runs, budget));
    Console.WriteLine(Tables(runs));
}

return 0;

static string Tables(Run[] runs)
{
    var text = new StringBuilder();
    text.AppendLine($"Panel {runs[0].Panel}, hash {runs[0].PanelHash}; start {runs.Average(run => run.Before):P1}{(runs.Any(run => run.ScoreBefore > 0 && run.ScoreBefore != run.Before) ? $", task score {runs.Average(run => run.ScoreBefore):P1}" : "")}; evaluation at temperature {runs[0].Temperature}; mean ± standard deviation over seeds {string.Join(", ", runs.Select(run => run.Seed).Distinct().Order())}.");
    text.AppendLine();
    bool speaks = runs.Any(run => run.Tokens > 0);
    bool scored = runs.Any(run => run.ScoreAfter > 0 && run.ScoreAfter != run.After);
    text.AppendLine($"| method | final % |{(scored ? " final task score % |" : "")} area % | actions to 60 % | distinct texts | trajectories | seconds |{(speaks ? " sampled tokens | learned tokens | peak memory |" : "")}");
    text.AppendLine($"| --- | ---: |{(scored ? " ---: |" : "")} ---: | ---: | ---: | ---: | ---: |{(speaks ? " ---: | ---: | ---: |" : "")}");
    foreach (IGrouping<string, Run> method in runs.GroupBy(run => run.Variant).OrderByDescending(all => all.Average(run => run.Area)))
    {
        double[] reached = [.. method.Where(run => run.To60 is not null).Select(run => run.To60!.Value / 1000)];
        string to60 = reached.Length == 0 ? "never" : $"{reached.Average():0} k{(reached.Length < method.Count() ? $" ({reached.Length}/{method.Count()})" : "")}";
        text.AppendLine($"| {method.Key} | {Spread(method.Select(run => 100 * run.After))} |{(scored ? $" {Spread(method.Select(run => 100 * run.ScoreAfter))} |" : "")} {Spread(method.Select(run => 100 * run.Area))} | {to60} | {method.Average(run => run.Texts) / 1000:0.0} k | {method.Average(run => run.Trajectories) / 1000:0.0} k | {method.Average(run => run.Seconds):0} |{(speaks ? Language(method) : "")}");
    }

    text.AppendLine();
    text.AppendLine("Every seed, final % / area %:");
    text.AppendLine();
    foreach (IGrouping<string, Run> method in runs.GroupBy(run => run.Variant).OrderBy(all => all.Key, StringComparer.Ordinal))
        text.AppendLine($"- {method.Key}: {string.Join(", ", method.OrderBy(run => run.Seed).Select(run => $"{100 * run.After:0.0} / {100 * run.Area:0.0}"))}{Stops(method)}");

    return text.ToString();
}

static string Language(IEnumerable<Run> method) =>
    $" {method.Average(run => run.Tokens) / 1e6:0.00} M | {method.Average(run => run.Learned) / 1e6:0.00} M | {method.Max(run => run.PeakMiB):0} MiB |";

static string Stops(IEnumerable<Run> method)
{
    int[] stopped = [.. method.Where(run => run.Stopped is not null).Select(run => run.Seed).Order()];
    return stopped.Length == 0 ? "" : $" (stalled: seeds {string.Join(", ", stopped)})";
}

static string Spread(IEnumerable<double> values)
{
    double[] all = [.. values];
    double mean = all.Average();
    double deviation = all.Length < 2 ? 0 : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1));
    return $"{mean:0.0} ± {deviation:0.0}";
}

static string Curves(Run[] runs, double budget)
{
    const int width = 760, height = 420, left = 50, bottom = 40, top = 20, right = 170;
    string[] colours = ["#1b6ca8", "#d1495b", "#2e933c", "#edae49", "#7b4ea3", "#00798c", "#8d6a4f", "#555555"];
    double X(double actions) => left + (actions / budget * (width - left - right));
    double Y(double success) => height - bottom - (success * (height - bottom - top));

    var svg = new StringBuilder();
    svg.AppendLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">");
    svg.AppendLine($"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");
    for (int tick = 0; tick <= 5; tick++)
    {
        svg.AppendLine($"<line x1=\"{left}\" x2=\"{width - right}\" y1=\"{Y(tick / 5.0):0.0}\" y2=\"{Y(tick / 5.0):0.0}\" stroke=\"#dddddd\"/>");
        svg.AppendLine($"<text x=\"{left - 8}\" y=\"{Y(tick / 5.0) + 4:0.0}\" text-anchor=\"end\">{tick * 20} %</text>");
        svg.AppendLine($"<text x=\"{X(tick * budget / 5):0.0}\" y=\"{height - bottom + 18}\" text-anchor=\"middle\">{tick * budget / 5000:0} k</text>");
    }

    svg.AppendLine($"<text x=\"{X(budget / 2):0.0}\" y=\"{height - 6}\" text-anchor=\"middle\">sampled actions; success on unseen tasks, mean over seeds</text>");
    int colour = 0;
    foreach (IGrouping<string, Run> method in runs.GroupBy(run => run.Variant).OrderByDescending(all => all.Average(run => run.Area)))
    {
        string points = string.Join(' ', Enumerable.Range(0, 61).Select(i => i * budget / 60)
            .Select(actions => $"{X(actions):0.0},{Y(method.Average(run => run.At(actions))):0.0}"));
        string stroke = colours[colour % colours.Length];
        svg.AppendLine($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\"/>");
        svg.AppendLine($"<rect x=\"{width - right + 16}\" y=\"{top + (colour * 20)}\" width=\"12\" height=\"12\" fill=\"{stroke}\"/>");
        svg.AppendLine($"<text x=\"{width - right + 34}\" y=\"{top + (colour * 20) + 10}\">{method.Key}</text>");
        colour++;
    }

    return svg.AppendLine("</svg>").ToString();
}

/// <summary>One line of raw results.</summary>
internal sealed record Run(
    string Variant, int Seed, double Before, double After, double Area, double? To60, double Texts, double Trajectories, double Seconds,
    string Panel, string PanelHash, double Temperature, string? Stopped, double Tokens, double Learned, double PeakMiB, double ScoreBefore, double ScoreAfter, (double Actions, double Success)[] Curve)
{
    public static Run Read(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement run = document.RootElement;
        double Number(string key) => run.GetProperty(key).GetDouble();
        double Or0(string key) => run.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : 0;
        JsonElement to60 = run.GetProperty("actionsTo60");
        return new Run(
            run.GetProperty("variant").GetString()!, run.GetProperty("seed").GetInt32(), Number("before"), Number("after"), Number("area"),
            to60.ValueKind is JsonValueKind.Null ? null : to60.GetDouble(), Number("distinctTexts"), Number("trajectories"), Number("seconds"),
            run.GetProperty("panel").GetString()!, run.GetProperty("panelHash").GetString()!, Number("evalTemperature"),
            run.GetProperty("stopped").GetString(), Or0("promptTokens") + Or0("responseTokens"), Or0("learnedTokens"), Or0("peakMemoryMiB"), Or0("taskScoreBefore"), Or0("taskScoreAfter"),
            [.. run.GetProperty("curve").EnumerateArray().Select(point => (point.GetProperty("actions").GetDouble(), point.GetProperty("success").GetDouble()))]);
    }

    /// <summary>Success at a number of actions, on a straight line between measurements, level after the last.</summary>
    public double At(double actions)
    {
        int next = Array.FindIndex(Curve, point => point.Actions >= actions);
        if (next <= 0)
            return next == 0 ? Curve[0].Success : Curve[^1].Success;

        (double from, double low) = Curve[next - 1];
        (double to, double high) = Curve[next];
        return low + ((high - low) * (actions - from) / (to - from));
    }
}
