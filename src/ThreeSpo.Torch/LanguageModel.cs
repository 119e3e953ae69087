using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Torch.Text;
using static TorchSharp.torch;

namespace ThreeSpo.Torch;

/// <summary>A language model as a policy: weights, tokenizer, and how often it was updated.</summary>
public sealed class LanguageModel : IDisposable
{
    private readonly Lazy<FreeTokens> _freeTokens;

    private LanguageModel(Decoder decoder, Tokenizer tokenizer, ChatFormat chat, Lazy<FreeTokens>? freeTokens = null)
    {
        _freeTokens = freeTokens ?? new Lazy<FreeTokens>(() => new FreeTokens(tokenizer));
        Decoder = decoder;
        Tokenizer = tokenizer;
        Chat = chat;
    }

    /// <summary>The file that makes a folder a model.</summary>
    public const string ConfigFile = ModelFolder.ConfigFile;

    /// <summary>The model's sizes.</summary>
    public DecoderConfig Config => Decoder.Config;

    /// <summary>Turns text into tokens and back.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>What free text inside constrained answers is made of; one for a model and its copies.</summary>
    internal FreeTokens FreeTokens => _freeTokens.Value;

    /// <summary>Turns messages into prompts.</summary>
    public ChatFormat Chat { get; }

    /// <summary>The prompts that it learned with, by name; null where its folder does not say.</summary>
    public string? LearnedWith { get; private init; }

    /// <summary>Where its numbers lie, "cpu" or "cuda".</summary>
    public string Place => Decoder.Device.type.ToString().ToLowerInvariant();

    /// <summary>The numbers that it computes with.</summary>
    public ModelPrecision Precision => Decoder.Type is TorchSharp.torch.ScalarType.BFloat16 ? ModelPrecision.Bfloat16 : ModelPrecision.Float32;

    /// <summary>Optimiser steps taken since it was loaded.</summary>
    public long Version { get; internal set; }

    /// <summary>Threads that sampling and learning use.</summary>
    public int Workers => Decoder.Device.type != TorchSharp.DeviceType.CPU ? 1 : Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>Most threads on the processor; 0 for as many as it has.</summary>
    private int Threads { get; init; }

    internal Decoder Decoder { get; }

    /// <summary>Whether a folder holds a model.</summary>
    public static bool IsIn(string folder) => ModelFolder.Holds(folder);

    /// <summary>Loads a Hugging Face folder (Qwen2, Qwen3, Llama): config.json, safetensors, tokenizer files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where to keep it.</param>
    /// <param name="threads">Most threads on the processor, each of which holds a gradient while learning; 0 for as many as it has.</param>
    /// <param name="precision">The numbers to compute with, whichever the files hold.</param>
    /// <exception cref="NotSupportedException">Tensors do not work on this machine.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static LanguageModel Load(string folder, ModelDevice device = ModelDevice.Auto, int threads = 0, ModelPrecision precision = ModelPrecision.Float32)
    {
        TorchRuntime.Require();
        Tokenizer tokenizer = Tokenizer.Load(folder);

        // Before the weights, which may take minutes.
        DecoderConfig config = DecoderConfig.Load(Path.Combine(folder, ModelFolder.ConfigFile));
        var chat = new ChatFormat(tokenizer);
        CheckVocabulary(config, tokenizer);
        string? prompts = PromptsFile.Read(folder);
        Decoder decoder = ModelFolder.Load(folder, new Placement(TypeOf(precision), DeviceOf(device)));
        return new LanguageModel(decoder, tokenizer, chat) { LearnedWith = prompts, Threads = threads };
    }

    /// <summary>Makes a model with random weights.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <param name="precision">The numbers to compute with.</param>
    public static LanguageModel Create(DecoderConfig config, Tokenizer tokenizer, long seed, ModelPrecision precision = ModelPrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(tokenizer);
        TorchRuntime.Require();
        CheckVocabulary(config, tokenizer);
        var chat = new ChatFormat(tokenizer);
        var decoder = new Decoder(config with { EndTokens = [chat.EndOfTurn] }, new Placement(TypeOf(precision), CPU));
        Initialisation.Fill(decoder, (ulong)seed);
        return new LanguageModel(decoder, tokenizer, chat);
    }

    /// <summary>A copy whose weights do not change with this one's.</summary>
    public LanguageModel Copy()
    {
        var decoder = new Decoder(Config, new Placement(Decoder.Type, Decoder.Device));
        using var guard = no_grad();
        foreach ((TorchSharp.Modules.Parameter from, TorchSharp.Modules.Parameter to) in Decoder.parameters().Zip(decoder.parameters()))
            to.copy_(from);

        return new LanguageModel(decoder, Tokenizer, Chat, _freeTokens) { Version = Version, LearnedWith = LearnedWith, Threads = Threads };
    }

    /// <summary>Writes it as a Hugging Face folder; each file is whole or absent.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <param name="prompts">The prompts that it learned with, by name.</param>
    public void Save(string folder, string prompts)
    {
        ModelFolder.Save(folder, Decoder);
        Tokenizer.Save(folder);
        PromptsFile.Write(folder, prompts);
    }

    /// <inheritdoc/>
    public void Dispose() => Decoder.Dispose();

    private static void CheckVocabulary(DecoderConfig config, Tokenizer tokenizer)
    {
        if (tokenizer.VocabularySize > config.VocabularySize)
        {
            throw new InvalidDataException(
                $"The tokenizer has {tokenizer.VocabularySize} tokens, but the model knows {config.VocabularySize}. Use the files of one model.");
        }
    }

    private static ScalarType TypeOf(ModelPrecision precision) =>
        precision is ModelPrecision.Bfloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    private static Device DeviceOf(ModelDevice device) => device switch
    {
        ModelDevice.Cpu => CPU,
        ModelDevice.Cuda when !TorchRuntime.Report.Cuda => throw new NotSupportedException(
            "device=cuda, but no CUDA device can be used. See what was found with: 3spo doctor"),
        ModelDevice.Cuda => CUDA,
        _ => TorchRuntime.Report.Cuda ? CUDA : CPU,
    };
}

/// <summary>Where a model's numbers lie.</summary>
public enum ModelDevice
{
    /// <summary>On a GPU where one can be used, else on the processor.</summary>
    Auto,

    /// <summary>On the processor.</summary>
    Cpu,

    /// <summary>On a GPU.</summary>
    Cuda,
}
