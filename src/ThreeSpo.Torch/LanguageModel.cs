using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Torch.Text;
using static TorchSharp.torch;

namespace ThreeSpo.Torch;

/// <summary>A language model as a policy: weights, tokenizer, and how often it was updated.</summary>
public sealed class LanguageModel : IDisposable
{
    private readonly Lazy<FreeTokens> _freeTokens;
    private readonly CurrentWeights _vectors;

    private LanguageModel(Decoder decoder, Tokenizer tokenizer, ChatFormat chat, Lazy<FreeTokens>? freeTokens = null)
    {
        _freeTokens = freeTokens ?? new Lazy<FreeTokens>(() => new FreeTokens(tokenizer));
        _vectors = new CurrentWeights(this);
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

    /// <summary>The low-rank adapters that learn in place of its weights; null where there are none.</summary>
    public LoraConfig? Lora => Decoder.Adapters?.Config;

    /// <summary>How many of its numbers learn.</summary>
    public long Learning => Decoder.Trained.Sum(one => one.numel());

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

    /// <summary>The folder that its weights came from; null where it was made from nothing.</summary>
    private string? Weights { get; init; }

    /// <summary>The hash of those weights, where something asked for it.</summary>
    private string? WeightsHash { get; set; }

    /// <summary>What came with it, and goes with it where it is saved.</summary>
    private SourceFiles Source { get; init; } = SourceFiles.None;

    internal Decoder Decoder { get; }

    /// <summary>Its weights as they are now, laid out for the vector engine; made once a version.</summary>
    internal VectorWeights Vectors => _vectors.Now;

    /// <summary>Whether a folder holds a model, or an adapter of one.</summary>
    public static bool IsIn(string folder) => ModelFolder.Holds(folder) || AdapterFolder.Holds(folder);

    /// <summary>Whether a folder holds an adapter of a model that lies elsewhere.</summary>
    public static bool IsAdapterIn(string folder) => AdapterFolder.Holds(folder);

    /// <summary>The sizes of the model in a folder, or of the one that its adapter changes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="below">The folder of the model under an adapter; null for the one that it names.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static DecoderConfig ConfigIn(string folder, string? below = null) => DecoderConfig.Load(Path.Combine(
        AdapterFolder.Holds(folder) ? AdapterFolder.BaseOf(folder, AdapterFolder.Config(folder), below) : folder, ModelFolder.ConfigFile));

    /// <summary>Loads a Hugging Face folder (Qwen2, Qwen3, Llama): config.json, safetensors, tokenizer files; or PEFT's of a LoRA adapter.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where to keep it.</param>
    /// <param name="threads">Most threads on the processor, each of which holds a gradient while learning; 0 for as many as it has.</param>
    /// <param name="below">The folder of the model under an adapter; null for the one that it names.</param>
    /// <param name="precision">The numbers to compute with, whichever the files hold.</param>
    /// <exception cref="NotSupportedException">Tensors do not work on this machine.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static LanguageModel Load(
        string folder, ModelDevice device = ModelDevice.Auto, int threads = 0, string? below = null, ModelPrecision precision = ModelPrecision.Float32)
    {
        TorchRuntime.Require();
        LoraConfig? lora = AdapterFolder.Holds(folder) ? AdapterFolder.Config(folder) : null;
        string weights = lora is null ? folder : AdapterFolder.BaseOf(folder, lora, below);
        Tokenizer tokenizer = Tokenizer.Load(lora is not null && !Tokenizer.IsIn(folder) ? weights : folder);

        // Before the weights, which may take minutes.
        SourceFiles source = SourceFiles.Read(weights);
        if (lora is not null && Tokenizer.IsIn(folder))
            source = source with { Files = SourceFiles.In(folder) };

        DecoderConfig config = DecoderConfig.Read(source.Config!, Path.Combine(weights, ModelFolder.ConfigFile));
        ChatFormat chat = ChatFormat.Of(tokenizer, config.EndTokens);
        CheckVocabulary(config, tokenizer);
        string? prompts = PromptsFile.Read(folder);
        string? hash = null;
        if (lora is not null)
        {
            AdapterFolder.Check(folder, lora, config);
            hash = BaseWeights.Check(folder, weights);
        }

        Decoder decoder = ModelFolder.Load(weights, new Placement(TypeOf(precision), DeviceOf(device)), config);
        if (lora is not null)
            AdapterFolder.Read(folder, decoder.Adapt(lora with { Base = Path.GetFullPath(weights) }));

        return new LanguageModel(decoder, tokenizer, chat)
        {
            LearnedWith = prompts,
            Threads = threads,
            Source = source,
            Weights = Path.GetFullPath(weights),
            WeightsHash = hash,
        };
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
        ChatFormat chat = ChatFormat.Of(tokenizer, config.EndTokens);
        var decoder = new Decoder(config with { EndTokens = [chat.EndOfTurn] }, new Placement(TypeOf(precision), CPU));
        Initialisation.Fill(decoder, (ulong)seed);
        return new LanguageModel(decoder, tokenizer, chat);
    }

    /// <summary>A decoder and a tokenizer together; the decoder is disposed of with it.</summary>
    /// <param name="decoder">The decoder, wherever it lies.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="threads">Most threads on the processor; 0 for as many as it has.</param>
    internal static LanguageModel Of(Decoder decoder, Tokenizer tokenizer, int threads = 0)
    {
        CheckVocabulary(decoder.Config, tokenizer);
        return new LanguageModel(decoder, tokenizer, new ChatFormat(tokenizer)) { Threads = threads };
    }

    /// <summary>Makes sure that it can be sampled from as settings ask, before anything is begun.</summary>
    /// <exception cref="NotSupportedException">It cannot; the message says what to change.</exception>
    public void RequireEngine(SamplingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        AnswerEngines.Check(this, settings);
    }

    /// <summary>The folder of the weights that a policy's folder means: its own, or those under its adapter.</summary>
    /// <exception cref="FileNotFoundException">The model under an adapter is not where that says.</exception>
    /// <exception cref="InvalidDataException">The adapter's config is damaged.</exception>
    public static string WeightsIn(string folder) => AdapterFolder.Holds(folder) ? AdapterFolder.BaseOf(folder, AdapterFolder.Config(folder), otherwise: null) : folder;

    /// <summary>The adapter in a folder; null where it holds none.</summary>
    /// <exception cref="InvalidDataException">The adapter's config is damaged.</exception>
    public static LoraConfig? AdapterIn(string folder) => AdapterFolder.Holds(folder) ? AdapterFolder.Config(folder) : null;

    /// <summary>Puts low-rank adapters onto it, which alone learn from then on. At first they change nothing.</summary>
    /// <param name="config">Which maps, and how strongly.</param>
    /// <param name="seed">The seed of their numbers.</param>
    /// <exception cref="InvalidOperationException">It has adapters.</exception>
    /// <exception cref="InvalidDataException">It has none of the maps.</exception>
    public void Adapt(LoraConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        Decoder.Adapt(config with { Base = Weights }).Fill((ulong)seed);
    }

    /// <summary>Reads what its adapters were when a run began; the weights below them are the same.</summary>
    /// <param name="folder">The folder that they were saved in then.</param>
    /// <exception cref="InvalidDataException">They belong to another model.</exception>
    public void RecallStart(string folder)
    {
        AdapterSet now = Decoder.Adapters ?? throw new InvalidOperationException("The model has no adapters.");
        AdapterFolder.Check(folder, now.Config, Config);
        AdapterFolder.ReadStart(folder, now);
    }

    /// <summary>Makes its adapters part of its weights: W + s·B·A, in single precision.</summary>
    public void Merge() => Decoder.Merge();

    /// <summary>A copy whose weights do not change with this one's.</summary>
    public LanguageModel Copy()
    {
        var decoder = new Decoder(Config, new Placement(Decoder.Type, Decoder.Device));
        using var guard = no_grad();
        foreach ((TorchSharp.Modules.Parameter from, TorchSharp.Modules.Parameter to) in Decoder.parameters().Zip(decoder.parameters()))
            to.copy_(from);

        if (Decoder.Adapters is { } adapters)
        {
            foreach ((TorchSharp.Modules.Parameter from, TorchSharp.Modules.Parameter to) in adapters.Parameters.Zip(decoder.Adapt(adapters.Config).Parameters))
                to.copy_(from);
        }

        return new LanguageModel(decoder, Tokenizer, Chat, _freeTokens)
        {
            Version = Version,
            LearnedWith = LearnedWith,
            Threads = Threads,
            Source = Source,
            Weights = Weights,
            WeightsHash = WeightsHash,
        };
    }

    /// <summary>Writes it as a Hugging Face folder, with adapters as PEFT's of them alone; each file is whole or absent.</summary>
    /// <param name="folder">The folder; made where there is none.</param>
    /// <param name="prompts">The prompts that it learned with, by name; null where nobody knows.</param>
    /// <param name="form">How its weights are written; null for the precision that it computes with, which loses nothing. Adapters are in single precision always.</param>
    /// <remarks>
    /// What came with the model goes with it: files of the tokenizer, the chat template and settings of generation byte for byte, and fields
    /// of config.json that nothing here looks at.
    /// </remarks>
    public void Save(string folder, string? prompts, WeightsForm? form = null)
    {
        if (Decoder.Adapters is not { } adapters)
            ModelFolder.Save(folder, Config, WeightSource.Of(Decoder), Source, form ?? new WeightsForm { Type = Precision is ModelPrecision.Bfloat16 ? WeightType.BFloat16 : WeightType.Float32 });
        else
            AdapterFolder.Save(folder, adapters, Source, Weights is null ? null : WeightsHash ??= BaseWeights.Hash(Weights));

        if (!Source.HaveTokenizer)
            Tokenizer.Save(folder);
        if (prompts is not null)
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

    internal static Device DeviceOf(ModelDevice device) => device switch
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
