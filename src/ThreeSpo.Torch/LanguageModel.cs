using ThreeSpo.Torch.Loading;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;
using static TorchSharp.torch;

namespace ThreeSpo.Torch;

/// <summary>A language model as a policy: weights, tokenizer, and how often it was updated.</summary>
public sealed class LanguageModel : IDisposable
{
    private LanguageModel(Qwen2Model decoder, Tokenizer tokenizer)
    {
        Decoder = decoder;
        Tokenizer = tokenizer;
        Chat = new ChatFormat(tokenizer);
        if (tokenizer.VocabularySize > decoder.Config.VocabularySize)
        {
            throw new InvalidDataException(
                $"The tokenizer has {tokenizer.VocabularySize} tokens, but the model knows {decoder.Config.VocabularySize}. Use the files of one model.");
        }
    }

    /// <summary>The model's sizes.</summary>
    public Qwen2Config Config => Decoder.Config;

    /// <summary>Turns text into tokens and back.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Turns messages into prompts.</summary>
    public ChatFormat Chat { get; }

    /// <summary>The prompts that it learned with, by name; null where its folder does not say.</summary>
    public string? LearnedWith { get; private init; }

    /// <summary>Where its numbers lie, "cpu" or "cuda".</summary>
    public string Place => Decoder.Device.type.ToString().ToLowerInvariant();

    /// <summary>Optimiser steps taken since it was loaded.</summary>
    public long Version { get; internal set; }

    /// <summary>Threads that sampling and learning use.</summary>
    public int Workers => Decoder.Device.type == TorchSharp.DeviceType.CPU ? Environment.ProcessorCount : 1;

    internal Qwen2Model Decoder { get; }

    /// <summary>Whether a folder holds a model.</summary>
    public static bool IsIn(string folder) => ModelFolder.Holds(folder);

    /// <summary>Loads a Hugging Face folder of the Qwen2 family: config.json, safetensors, tokenizer files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where to keep it.</param>
    /// <exception cref="NotSupportedException">Tensors do not work on this machine.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static LanguageModel Load(string folder, ModelDevice device = ModelDevice.Auto)
    {
        TorchRuntime.Require();
        Tokenizer tokenizer = Tokenizer.Load(folder);
        Qwen2Model decoder = ModelFolder.Load(folder, new Placement(ScalarType.Float32, DeviceOf(device)));
        try
        {
            return new LanguageModel(decoder, tokenizer) { LearnedWith = PromptsFile.Read(folder) };
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <summary>Makes a model with random weights.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="seed">The seed of the weights.</param>
    public static LanguageModel Create(Qwen2Config config, Tokenizer tokenizer, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(tokenizer);
        TorchRuntime.Require();
        var decoder = new Qwen2Model(config, Placement.Processor);
        try
        {
            Initialisation.Fill(decoder, (ulong)seed);
            return new LanguageModel(decoder, tokenizer);
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <summary>A copy whose weights do not change with this one's.</summary>
    public LanguageModel Copy()
    {
        var decoder = new Qwen2Model(Config, new Placement(ScalarType.Float32, Decoder.Device));
        using var guard = no_grad();
        foreach ((TorchSharp.Modules.Parameter from, TorchSharp.Modules.Parameter to) in Decoder.parameters().Zip(decoder.parameters()))
            to.copy_(from);

        return new LanguageModel(decoder, Tokenizer) { Version = Version };
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
