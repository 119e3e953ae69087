using System.Globalization;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models.Lora;
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
    private const string Choices = "start, zero, tiny, a run folder such as runs/alfworld-scout-1, a *.light file, or a Hugging Face folder (Qwen2, Qwen3, Llama, or a LoRA adapter)";

    private const long MostOfSmall = 20_000_000;

    /// <summary>Whether a name means a language model, without opening it.</summary>
    public static bool IsLanguageModel(string policy) => LanguageFolder(policy) is not null;

    /// <summary>Whether a policy is a low-rank adapter of a language model.</summary>
    public static bool IsAdapter(string policy) => LanguageFolder(policy) is { } folder && LanguageModel.IsAdapterIn(folder);

    /// <summary>Whether a language model is small enough for the step sizes that suit the bundled one.</summary>
    /// <param name="policy">Its name.</param>
    /// <param name="below">What the settings call the model under an adapter; empty for the one that it names.</param>
    public static bool IsSmall(string policy, string below = "") =>
        LanguageFolder(policy) is { } folder && (policy == Tiny || LanguageModel.ConfigIn(folder, Below(below)).Parameters <= MostOfSmall);

    /// <summary>The folder of a policy that is a language model or an adapter of one.</summary>
    /// <exception cref="UserMistakeException">It is none.</exception>
    public static string ModelFolder(string policy) =>
        LanguageFolder(policy) ?? throw new UserMistakeException($"There is no language model at '{policy}'. Write {Tiny}, a run folder of one, or a Hugging Face folder.");

    /// <summary>The folder of the model under an adapter, where the settings name one; null where they do not.</summary>
    public static string? Below(string below, string world = "") => below.Length == 0 ? null : LanguageFolder(below, world) ?? below;

    /// <summary>The folder of a language model, wherever it lies: a folder of its own, a run under way or ended, a checkpoint, or the bundled one.</summary>
    /// <exception cref="UserMistakeException">There is none.</exception>
    public static string RequireLanguageFolder(string policy)
    {
        if (LanguageFolder(policy) is { } folder)
            return folder;

        bool isLight = policy is Start or Zero || policy.EndsWith(".light", StringComparison.Ordinal)
            || (Directory.Exists(policy) && PlacesIn(policy).Any(place => File.Exists(Path.Combine(place, LightPolicy.FileName))));
        throw new UserMistakeException(isLight
            ? $"'{policy}' is a light policy, which is no language model. Give a run that trained one, or a Hugging Face folder."
            : $"There is no language model at '{policy}'. Give tiny, a run folder such as runs/alfworld-scout-1, or a Hugging Face folder (Qwen2, Qwen3, Llama).");
    }

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
        LoraSettings lora = source.Lora;
        if (lora.Base.Length > 0 && !LanguageModel.IsAdapterIn(folder))
            throw new UserMistakeException($"base={lora.Base} names the model under a LoRA adapter, but '{folder}' is a whole model. Leave base out, or write policy=ADAPTER.");

        LanguageModel model = LanguageModel.Load(folder, sampling.Device, sampling.Threads, Below(lora.Base, playground.Name), source.Language.Precision);
        try
        {
            model.RequireEngine(sampling);
            Adapt(model, lora, source.Method.Training.Seed, folder);
        }
        catch
        {
            model.Dispose();
            throw;
        }

        if (source.Prompts.Prompt is PromptStyle.Reasoning && sampling.Decoding is Decoding.Admissible)
            Console.Error.WriteLine("3spo: note: prompt=reasoning asks for thoughts, but decoding=admissible lets an action alone be written. Write decoding=free for both.");
        if (model.LearnedWith is { } learned && learned != prompts.Name)
            Console.Error.WriteLine($"3spo: note: this model learned with prompts '{Printable.Line(learned, 200)}', and is now asked with '{prompts.Name}'.");

        return new LanguagePolicy(model, prompts, sampling, source.Language);
    }

    /// <summary>Puts adapters onto a whole model; one that brings its own goes on with them.</summary>
    private static void Adapt(LanguageModel model, LoraSettings lora, long seed, string folder)
    {
        if (model.Lora is not { } its)
        {
            if (lora.LoraRank > 0)
                model.Adapt(lora.Wanted, seed);

            return;
        }

        if (lora.LoraRank > 0 && Difference(its, lora) is { } difference)
            throw new UserMistakeException($"{difference} Leave loraRank and what belongs to it out to go on with that adapter, or make it part of its model first: {Invocation.Of($"policy merge {folder} OUT")}");
        if (its.Dropout > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"3spo: note: this adapter was learned with lora_dropout={its.Dropout}; here nothing is left out at random."));
        }
    }

    /// <summary>How an adapter is not as the settings ask for; null where it is.</summary>
    private static string? Difference(LoraConfig its, LoraSettings lora)
    {
        LoraConfig wanted = lora.Wanted;
        if (its.Rank != wanted.Rank)
            return $"The policy is a LoRA adapter of rank {its.Rank}, but loraRank is {wanted.Rank}.";
        if (lora.LoraAlpha > 0 && its.Alpha != wanted.Alpha)
            return string.Create(CultureInfo.InvariantCulture, $"The policy is a LoRA adapter with an alpha of {its.Alpha}, but loraAlpha is {wanted.Alpha}.");
        if (its.RankStabilised != wanted.RankStabilised)
            return $"The policy is a LoRA adapter with use_rslora={(its.RankStabilised ? "true" : "false")}, but rsLora is {(wanted.RankStabilised ? "true" : "false")}.";

        return wanted.Targets.All(its.Adapts) && its.Targets.All(wanted.Adapts)
            ? null
            : $"The policy is a LoRA adapter of {Printable.Line(string.Join(", ", its.Targets), 200)}, but loraTargets is {lora.LoraTargets}.";
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
    public static string? LanguageFolder(string policy, string world = "") => policy switch
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
