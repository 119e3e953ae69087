using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch;
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
    private const string Choices = "start, zero, tiny, a run folder such as runs/alfworld-branch-1, a *.light file, or a Hugging Face folder of the Qwen2 family";

    /// <summary>Whether a name means a language model, without opening it.</summary>
    public static bool IsLanguageModel(string policy) => policy == Tiny || LanguageFolder(policy) is not null;

    public static IPolicy Open(SettingsSource source, Playground playground)
    {
        string policy = source.Run.Policy;
        if (IsLanguageModel(policy))
            return OpenModel(source, playground, policy == Tiny ? TinyFolder() : LanguageFolder(policy)!);

        return new LightPolicy(Weights(policy, playground), playground.Features);
    }

    /// <summary>The bundled model, on the processor.</summary>
    public static LanguageModel LoadTiny() => LanguageModel.Load(TinyFolder(), ModelDevice.Cpu);

    private static LanguagePolicy OpenModel(SettingsSource source, Playground playground, string folder)
    {
        IPrompts prompts = playground.Prompts(source.Prompts);
        LanguageModel model = LanguageModel.Load(folder, source.Sampling.Device);
        if (model.LearnedWith is { } learned && learned != prompts.Name)
            Console.Error.WriteLine($"3spo: note: this model learned with prompts '{learned}', and is now asked with '{prompts.Name}'.");

        return new LanguagePolicy(model, prompts, source.Sampling, source.Language);
    }

    private static LightWeights Weights(string policy, Playground playground)
    {
        if (policy == Start)
            return playground.Start();
        if (policy == Zero)
            return new LightWeights();

        string path = Directory.Exists(policy) ? Path.Combine(policy, RunFolder.LightFile) : policy;
        return File.Exists(path)
            ? LightPolicyFile.Load(path, playground.Features.Name)
            : throw new UserMistakeException($"There is no policy at '{policy}'. Write {Choices}.");
    }

    private static string? LanguageFolder(string policy) =>
        new[] { policy, Path.Combine(policy, RunFolder.ModelFolder) }.FirstOrDefault(LanguageModel.IsIn);

    private static string TinyFolder()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "models", Tiny);
        return LanguageModel.IsIn(folder)
            ? folder
            : throw new UserMistakeException($"The bundled model is missing from '{folder}'. Build the program again, or make one with: 3spo warmup policy=tiny");
    }
}
