using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Settings;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Measuring;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Cli.Verbs.Bench;

/// <summary>3spo bench policy: what a language model of given sizes costs on this machine.</summary>
internal static class BenchPolicyCommand
{
    private const string Usual = "tiny";
    private const double MostSeconds = 3600;

    private static readonly JsonSerializerOptions Line = new(Json.Line) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        Argument<string[]> words = new("shape")
        {
            Description = $"{string.Join(", ", Shapes.Names)}, or a model's folder, whose config.json gives the sizes [default: {Usual}]; then key=value words: "
                + string.Join(", ", new SettingsSheet(typeof(BenchSettings)).All.Select(setting => setting.Key)),
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> rows = new("--rows") { Description = "what to measure, with commas between: prefill, decode, sampling, training", DefaultValueFactory = _ => "prefill,decode,sampling,training" };
        Option<double> seconds = new("--seconds") { Description = "how long each thing is repeated for; it is done at least twice", DefaultValueFactory = _ => 2 };
        Option<bool> json = new("--json") { Description = "print everything as one JSON object" };
        var command = new Command("policy", """
            Measures a language model of given sizes, with random weights made on the spot: tokens a second of encoding prompts, of writing answers and
            of learning, and which share of this machine's measured best that is: matrix products for all, memory bandwidth for decoding.

            Examples:
              3spo bench policy
              3spo bench policy 5m precision=bf16 --rows training
              3spo bench policy qwen2.5-0.5b device=cuda precision=bf16 --json
              3spo bench policy /models/Qwen2.5-1.5B-Instruct promptTokens=600 answerTokens=200
            """)
        {
            words, rows, seconds, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(words) ?? [], parsed.GetValue(rows)!, parsed.GetValue(seconds), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(string[] words, string rows, double seconds, bool json, CancellationToken cancellation)
    {
        string[] named = [.. words.Where(word => !word.Contains('=', StringComparison.Ordinal))];
        if (named.Length > 1)
            throw new UserMistakeException($"There are {named.Length} shapes: {Printable.Line(string.Join(", ", named), 200)}. Give one.");
        if (!(seconds >= 0 && seconds <= MostSeconds))
            throw new UserMistakeException(string.Create(CultureInfo.InvariantCulture, $"--seconds is {seconds}, but must lie in 0 … {MostSeconds}."));

        var sheet = new SettingsSheet(typeof(BenchSettings));
        Words.Into([.. words.Except(named)], sheet);
        string shape = named.Length == 0 ? Usual : named[0];
        BenchSettings settings = sheet.Read<BenchSettings>();
        if (settings.Engine is BenchEngine.Vector && settings.Precision is not BenchPrecision.Fp32)
            throw new UserMistakeException("engine=vector computes in single precision on the processor alone. Write precision=fp32, or another engine.");

        var page = new BenchPage(settings);
        var bench = new PolicyBench(shape, Sizes(shape), settings)
        {
            Seconds = seconds,
            Subjects = Subjects(rows),
            Progress = what => LiveLine.Show($"measuring: {what}", json),
        };
        BenchReport report = bench.Run(cancellation);
        LiveLine.Clear(json);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(report, Line));
        else
            page.Print(report);

        return Door.Fine;
    }

    private static DecoderConfig Sizes(string shape)
    {
        if (Shapes.Find(shape) is { } known)
            return known;

        return LanguageModel.IsIn(shape)
            ? DecoderConfig.Load(Path.Combine(shape, LanguageModel.ConfigFile))
            : throw new UserMistakeException(
                $"'{Printable.Line(shape, 200)}' is neither a known shape nor a folder with a config.json. Did you mean '{Nearest.To(shape, Shapes.Names)}'? Known are {string.Join(", ", Shapes.Names)}.");
    }

    private static BenchSubject[] Subjects(string rows) =>
        [.. rows.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(row => Enum.TryParse(row, ignoreCase: true, out BenchSubject subject) && Enum.IsDefined(subject)
            ? subject
            : throw new UserMistakeException($"--rows names '{Printable.Line(row, 80)}', but there are prefill, decode, sampling and training."))];
}
