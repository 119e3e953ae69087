using System.CommandLine;
using System.Globalization;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy merge: a LoRA adapter and the model under it as one model.</summary>
internal static class PolicyMergeCommand
{
    public static Command Create()
    {
        Argument<string> adapter = new("adapter") { Description = "a folder in PEFT's format, or a run folder whose policy is one" };
        Argument<string> to = new("out") { Description = "the folder to write, not there yet or empty" };
        Option<string?> below = new("--base") { Description = "the model under the adapter, where the adapter names another place" };
        Option<string> type = new("--type") { Description = "type of the numbers in the file: float32 or bfloat16", DefaultValueFactory = _ => "float32" };
        type.AcceptOnlyFromAmong("float32", "bfloat16");
        var command = new Command("merge", """
            Makes a LoRA adapter part of its model, and writes that as a Hugging Face folder.

            Examples:
              3spo policy merge runs/alfworld-scout-1 merged
              3spo policy merge adapter merged --base /models/Qwen2.5-1.5B-Instruct --type bfloat16
            """)
        {
            adapter, to, below, type,
        };
        command.SetAction(parsed => Merge(parsed.GetRequiredValue(adapter), parsed.GetRequiredValue(to), parsed.GetValue(below), parsed.GetValue(type) == "bfloat16" ? WeightType.BFloat16 : WeightType.Float32));
        return command;
    }

    private static int Merge(string adapter, string to, string? below, WeightType type)
    {
        string folder = PolicySource.ModelFolder(adapter);
        if (!LanguageModel.IsAdapterIn(folder))
            throw new UserMistakeException($"'{folder}' is a whole model already, there is no adapter to merge. Give the folder of a LoRA adapter.");
        if (Path.Exists(to) && (File.Exists(to) || Directory.EnumerateFileSystemEntries(to).Any()))
            throw new UserMistakeException($"'{to}' is there already and not empty. Choose another folder.");

        using LanguageModel model = LanguageModel.Load(folder, ModelDevice.Cpu, below: PolicySource.Below(below ?? ""));
        (int rank, long learned) = (model.Lora!.Rank, model.Learning);
        model.Merge();
        model.Save(to, model.LearnedWith, new WeightsForm { Type = type });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{to}: {model.Config.Parameters:N0} numbers ({type.ToString().ToLowerInvariant()}), with {learned:N0} of an adapter of rank {rank} merged in. Measure it with: {Invocation.Of($"eval policy={to}")}"));
        return Door.Fine;
    }
}
