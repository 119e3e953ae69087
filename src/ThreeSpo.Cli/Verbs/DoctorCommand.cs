using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Gate;
using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo doctor: what this machine has, and whether the language-model policy works on it.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Line = new(Json.Line) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        Option<bool> gate = new("--gate") { Description = "also try every operation and small models on the device, against double precision on the processor; exit code 1 where one is off" };
        Option<ModelDevice> device = new("--device") { Description = "with --gate: the device", DefaultValueFactory = _ => ModelDevice.Auto };
        Option<double> seconds = new("--seconds") { Description = "with --gate: how long each peak is measured for", DefaultValueFactory = _ => 1 };
        Option<bool> json = new("--json") { Description = "print the findings as one JSON object" };
        var command = new Command("doctor", $"""
            Says what was found on this machine: processor, memory, libtorch and where it lies, GPU, the bundled model. With --gate it also tries every
            operation that a language model needs, forward and backward, and measures what the device can do at most: do that once before training
            on a GPU, above all where libtorch is another version than TorchSharp was built for.

            A libtorch of your own, for example an installed PyTorch with CUDA, is used where {TorchRuntime.Variable} names its folder.

            Examples:
              3spo doctor
              {TorchRuntime.Variable}=/opt/pytorch/torch/lib 3spo doctor --gate
              3spo doctor --gate --device cpu --json
            """)
        {
            gate, device, seconds, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(parsed.GetValue(gate), parsed.GetValue(device), parsed.GetValue(seconds), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(bool gate, ModelDevice device, double seconds, bool json, CancellationToken cancellation)
    {
        Findings it = Findings.Look();
        GateReport? tried = gate && it.Problem is null
            ? DeviceGate.Run(device, TimeProvider.System, seconds, what => LiveLine.Show($"trying: {what}", json), cancellation)
            : null;
        LiveLine.Clear(json);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(it with { Gate = tried }, Line));
        else
            Print(it, tried);

        return it.Problem is null && tried is not { Passed: false } ? Door.Fine : Door.Failure;
    }

    private static void Print(Findings it, GateReport? tried)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("what").AddColumn("found");
        table.AddRow("system", Markup.Escape($"{it.System}, {it.Architecture}"));
        table.AddRow(".NET", it.Runtime);
        table.AddRow("processors", string.Create(CultureInfo.InvariantCulture, $"{it.Processors}, vectors of {it.VectorBits} bits"));
        table.AddRow("memory", string.Create(CultureInfo.InvariantCulture, $"{it.MemoryGiB:0.0} GiB"));
        table.AddRow("libtorch", Markup.Escape(it.LibtorchFolder is null ? "not loaded" : $"{it.LibtorchFolder} (version {it.Libtorch ?? "unknown"}; TorchSharp was built for {it.BuiltFor})"));
        table.AddRow("shim", Markup.Escape(it.Shim is null ? "not loaded" : it.ShimRenamed ? $"a copy for this older C++ runtime, {it.Shim}" : it.Shim));
        table.AddRow("GPU", Markup.Escape(it.Gpu ?? (it.Cuda ? "CUDA" : "none that this libtorch can use")));
        table.AddRow("bundled model", it.TinyParameters is { } numbers
            ? string.Create(CultureInfo.InvariantCulture, $"{numbers:N0} numbers, {it.TinyTokens:N0} tokens, loaded in {it.TinyMilliseconds:0} ms") : "not loaded");
        AnsiConsole.Write(table);
        foreach (string line in tried is null ? [] : GatePage.Lines(tried))
            Console.WriteLine(line);

        if (tried is null && it.Cuda)
            Console.WriteLine($"Before training on the GPU, try what it computes with: {Invocation.Of("doctor --gate")}");
        if (tried is { Passed: false })
            return;

        Console.WriteLine(it.Problem is null
            ? $"All is well. Train the language model with: {Invocation.Of("train policy=tiny")}"
            : $"The light policy works; the language model does not. {it.Problem}");
    }

    /// <summary>What was found; camel-cased as it stands for --json.</summary>
    private sealed record Findings(
        string System, string Architecture, string Runtime, int Processors, int VectorBits, double MemoryGiB, string? LibtorchFolder,
        string? BuiltFor, string? Shim, bool ShimRenamed, bool Cuda, long? TinyParameters, int? TinyTokens, double? TinyMilliseconds,
        string? Problem)
    {
        /// <summary>The version of libtorch that was loaded.</summary>
        public string? Libtorch { get; init; }

        /// <summary>The GPU's name and memory.</summary>
        public string? Gpu { get; init; }

        /// <summary>What the gate found; null where it was not asked for.</summary>
        public GateReport? Gate { get; init; }

        public static Findings Look()
        {
            TorchReport torch = TorchRuntime.Report;
            (long? parameters, int? tokens, double? milliseconds, string? problem) = torch.Problem is null ? Tiny() : (null, null, null, torch.Problem);
            return new Findings(
                RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString(), RuntimeInformation.FrameworkDescription,
                Environment.ProcessorCount, Avx512F.IsSupported ? 512 : Avx2.IsSupported ? 256 : 128,
                GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), torch.Folder, torch.Version, torch.Shim, torch.Renamed, torch.Cuda,
                parameters, tokens, milliseconds, problem)
            {
                Libtorch = torch.LoadedVersion,
                Gpu = torch.Gpu,
            };
        }

        private static (long? Parameters, int? Tokens, double? Milliseconds, string? Problem) Tiny()
        {
            long began = Stopwatch.GetTimestamp();
            try
            {
                using LanguageModel model = PolicySource.LoadTiny();
                return (model.Config.Parameters, model.Tokenizer.VocabularySize, Stopwatch.GetElapsedTime(began).TotalMilliseconds, null);
            }
            catch (Exception fault) when (fault is UserMistakeException or InvalidDataException or FileNotFoundException)
            {
                return (null, null, null, fault.Message);
            }
        }
    }
}
