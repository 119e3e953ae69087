using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Spectre.Console;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo doctor: what this machine has, and whether the language-model policy works on it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "print the findings as one JSON object" };
        var command = new Command("doctor", $"""
            Says what was found on this machine: processor, memory, libtorch and where it lies, GPU, the bundled model.

            A libtorch of your own, for example an installed PyTorch with CUDA, is used where {TorchRuntime.Variable} names its folder.

            Examples:
              3spo doctor
              {TorchRuntime.Variable}=/opt/pytorch/torch/lib 3spo doctor --json
            """)
        {
            json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        Findings it = Findings.Look();
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(it, Json.Line));
        else
            Print(it);

        return it.Problem is null ? Door.Fine : Door.Failure;
    }

    private static void Print(Findings it)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("what").AddColumn("found");
        table.AddRow("system", Markup.Escape($"{it.System}, {it.Architecture}"));
        table.AddRow(".NET", it.Runtime);
        table.AddRow("processors", string.Create(CultureInfo.InvariantCulture, $"{it.Processors}, vectors of {it.VectorBits} bits"));
        table.AddRow("memory", string.Create(CultureInfo.InvariantCulture, $"{it.MemoryGiB:0.0} GiB"));
        table.AddRow("libtorch", Markup.Escape(it.LibtorchFolder is null ? "not loaded" : $"{it.LibtorchFolder} (TorchSharp was built for {it.BuiltFor})"));
        table.AddRow("shim", Markup.Escape(it.Shim is null ? "not loaded" : it.ShimRenamed ? $"a copy for this older C++ runtime, {it.Shim}" : it.Shim));
        table.AddRow("GPU", it.Cuda ? "CUDA" : "none that this libtorch can use");
        table.AddRow("bundled model", it.TinyParameters is { } numbers
            ? string.Create(CultureInfo.InvariantCulture, $"{numbers:N0} numbers, {it.TinyTokens:N0} tokens, loaded in {it.TinyMilliseconds:0} ms") : "not loaded");
        AnsiConsole.Write(table);
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
        public static Findings Look()
        {
            TorchReport torch = TorchRuntime.Report;
            (long? parameters, int? tokens, double? milliseconds, string? problem) = torch.Problem is null ? Tiny() : (null, null, null, torch.Problem);
            return new Findings(
                RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString(), RuntimeInformation.FrameworkDescription,
                Environment.ProcessorCount, Avx512F.IsSupported ? 512 : Avx2.IsSupported ? 256 : 128,
                GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), torch.Folder, torch.Version, torch.Shim, torch.Renamed, torch.Cuda,
                parameters, tokens, milliseconds, problem);
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
