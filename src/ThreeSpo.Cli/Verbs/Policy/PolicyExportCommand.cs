using System.CommandLine;
using System.Globalization;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy export: a model as a Hugging Face folder of one's own choice.</summary>
internal static class PolicyExportCommand
{
    private const double LeastShard = 0.001;
    private const double MostShard = 1000;
    private const double Gigabyte = 1e9;

    public static Command Create()
    {
        Argument<string> policy = new("policy") { Description = "a Hugging Face folder, a run's folder, a checkpoint, or tiny" };
        Argument<string> to = new("out") { Description = "the folder to write; made where there is none" };
        Option<string?> type = new("--type") { Description = "float32 or bfloat16 (default: bfloat16 where all weights are that already, else float32)" };
        type.AcceptOnlyFromAmong("float32", "bfloat16");
        Option<double> shard = new("--shard-size") { Description = "the most that a file of weights holds, in GB (default: 4)", DefaultValueFactory = _ => 4 };
        Option<bool> force = new("--force") { Description = "write into a folder that is not empty; a model there is replaced" };
        var command = new Command("export", """
            Writes a language model as a Hugging Face folder, which transformers loads, and reads back what was written.
            Tokenizer, chat template, settings of generation, and fields of config.json that nothing here knows go along unchanged.

            Examples:
              3spo policy export runs/alfworld-scout-1 exported
              3spo policy export runs/alfworld-scout-1 exported --type bfloat16
              3spo policy export models/Qwen2.5-7B-Instruct smaller-files --shard-size 1
            """)
        {
            policy, to, type, shard, force,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Export(
            parsed.GetValue(policy)!, parsed.GetValue(to)!, parsed.GetValue(type), parsed.GetValue(shard), parsed.GetValue(force), cancellation)));
        return command;
    }

    private static int Export(string policy, string to, string? type, double shard, bool force, CancellationToken cancellation)
    {
        if (shard is not (>= LeastShard and <= MostShard))
            throw new UserMistakeException(string.Create(CultureInfo.InvariantCulture, $"--shard-size is {shard}, but must lie in {LeastShard} … {MostShard} GB."));

        string from = PolicySource.RequireLanguageFolder(policy);
        if (ModelInspection.AdapterIsIn(from))
            throw new UserMistakeException($"'{from}' holds a LoRA adapter, which weights alone would leave out. Merge it first with: {Invocation.Of($"policy merge {policy} OUT")}");

        CheckPlace(from, to, force);
        var source = ModelInspection.Of(from);
        var form = new WeightsForm { Type = TypeOf(type, source), ShardBytes = (long)(shard * Gigabyte) };
        Print(to, Written(from, to, form, cancellation));
        return Door.Fine;
    }

    private static void CheckPlace(string from, string to, bool force)
    {
        if (File.Exists(to))
            throw new UserMistakeException($"'{to}' is a file. Give a folder to write.");
        if (Path.TrimEndingDirectorySeparator(Path.GetFullPath(from)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(to)))
            throw new UserMistakeException($"'{to}' is the model itself. Give another folder to write.");
        if (!force && Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            throw new UserMistakeException($"'{to}' is not empty. Give another folder, or write --force: a model there is replaced, other files stay.");
    }

    private static WeightType TypeOf(string? asked, ModelInspection source) =>
        asked == "bfloat16" || (asked is null && source.Types is ["bfloat16"]) ? WeightType.BFloat16 : WeightType.Float32;

    private static ModelInspection Written(string from, string to, WeightsForm form, CancellationToken cancellation)
    {
        bool isNew = !Directory.Exists(to);
        try
        {
            return ModelExport.Write(from, to, form, cancellation);
        }
        catch
        {
            if (isNew && Directory.Exists(to) && !Directory.EnumerateFileSystemEntries(to).Any())
                Directory.Delete(to);

            throw;
        }
    }

    private static void Print(string to, ModelInspection written)
    {
        string files = written.Files.Count == 1 ? "1 file" : $"{written.Files.Count} files";
        foreach (string line in Prose.Lines(
            $"Wrote {Shown.Number(written.Config.Parameters)} numbers in {written.Types[0]} to {to}: {written.Tensors.Count} tensors in {files} of weights, "
            + $"{Shown.Bytes(written.Files.Sum(file => file.Bytes))}. Read back: every tensor is there, in its shape and type.", ""))
        {
            Console.WriteLine(line);
        }

        if (written.Tokenizer.Size is null)
            Console.WriteLine("There was no tokenizer that can be used: other programs will ask for one.");
    }
}
