using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Policies;

/// <summary>Opens policies by what the settings call them.</summary>
internal static class PolicySource
{
    /// <summary>The bundled language model.</summary>
    public const string Tiny = "tiny";

    /// <summary>The bundled start of the light policy.</summary>
    public const string Start = "start";

    private const string Zero = "zero";
    private const string Choices = "start, zero, tiny, a run folder such as runs/alfworld-branch-1, a *.light file, or a Hugging Face folder (Qwen2, Qwen3, Llama)";

    private const long MostOfSmall = 20_000_000;

    /// <summary>Whether a name means a language model, without opening it.</summary>
    public static bool IsLanguageModel(string policy) => LanguageFolder(policy) is not null;

    /// <summary>Whether a language model is small enough for the step sizes that suit the bundled one.</summary>
    public static bool IsSmall(string policy) =>
        LanguageFolder(policy) is { } folder && (policy == Tiny || DecoderConfig.Load(Path.Combine(folder, LanguageModel.ConfigFile)).Parameters <= MostOfSmall);

    /// <summary>Opens the policy that the settings name, or the one in a folder of a run that is gone on with.</summary>
    public static IPolicy Open(SettingsSource source, Playground playground, string? saved = null)
    {
        string policy = saved ?? source.Run.Policy;
        if (LanguageFolder(policy, playground.Name) is { } folder)
            return OpenModel(source, playground, folder);

        return new LightPolicy(Weights(policy, playground), playground.Features, source.Sampling.Threads);
    }

    /// <summary>The bundled model for ALFWorld, on the processor.</summary>
    public static LanguageModel LoadTiny() => LanguageModel.Load(TinyFolder(""), ModelDevice.Cpu);

    private static LanguagePolicy OpenModel(SettingsSource source, Playground playground, string folder)
    {
        IPrompts prompts = playground.Prompts(source.Prompts);
        SamplingSettings sampling = source.Sampling;
        LanguageModel model = LanguageModel.Load(folder, sampling.Device, sampling.Threads, source.Language.Precision);
        if (source.Prompts.Prompt is PromptStyle.Reasoning && sampling.Decoding is Decoding.Admissible)
            Console.Error.WriteLine("3spo: note: prompt=reasoning asks for thoughts, but decoding=admissible lets an action alone be written. Write decoding=free for both.");
        if (model.LearnedWith is { } learned && learned != prompts.Name)
            Console.Error.WriteLine($"3spo: note: this model learned with prompts '{Printable.Line(learned, 200)}', and is now asked with '{prompts.Name}'.");

        return new LanguagePolicy(model, prompts, sampling, source.Language);
    }

    private static LightWeights Weights(string policy, Playground playground)
    {
        if (policy == Start)
            return playground.Start();
        if (policy == Zero)
            return new LightWeights();

        string path = !Directory.Exists(policy) ? policy
            : PlacesIn(policy).Select(place => Path.Combine(place, LightPolicy.FileName)).FirstOrDefault(File.Exists) ?? "";
        return File.Exists(path)
            ? LightPolicyFile.Load(path, playground.Features.Name)
            : throw new UserMistakeException($"There is no policy at '{policy}'. Write {Choices}.");
    }

    /// <summary>The folder of a language model; null for other policies. The names of bundled policies win over folders.</summary>
    private static string? LanguageFolder(string policy, string world = "") => policy switch
    {
        Start or Zero => null,
        Tiny => TinyFolder(world),
        _ => PlacesIn(policy).SelectMany(place => new[] { place, Path.Combine(place, LanguagePolicy.FolderName) }).FirstOrDefault(LanguageModel.IsIn),
    };

    /// <summary>Where a folder may hold a policy: itself, and where it is a run under way, its newest checkpoint that is whole.</summary>
    private static IEnumerable<string> PlacesIn(string folder)
    {
        // A run that has ended and goes on still holds the policy that it had ended with: its checkpoint is the newer one.
        if (RunFolder.IsRun(folder) && !File.Exists(Path.Combine(folder, RunFolder.ResultFile)) && new Checkpoints(folder).NewestReadable is { } checkpoint)
            yield return checkpoint;

        yield return folder;
    }

    /// <summary>Each world's own, where it has one; all are of the same size.</summary>
    private static string TinyFolder(string world)
    {
        string models = Path.Combine(AppContext.BaseDirectory, "models");
        string own = Path.Combine(models, $"{Tiny}-{world}");
        return LanguageModel.IsIn(own) ? own : Path.Combine(models, Tiny);
    }
}
