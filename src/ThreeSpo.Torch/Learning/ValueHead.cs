using ThreeSpo.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>A critic's own weights on a decoder: from the normalised stream at a prompt's last token to V(s).</summary>
/// <remarks>V = w·h + b, both 0 at first, in single precision at least: nothing is foreseen until something was learned.</remarks>
internal sealed class ValueHead : IDisposable
{
    private const string Weights = "value_head.safetensors";
    private const string OptimiserFolder = "value_head";

    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly AdamW _optimiser;

    /// <summary>Makes one for a decoder.</summary>
    public ValueHead(Decoder model)
    {
        ScalarType type = model.Type is ScalarType.BFloat16 ? ScalarType.Float32 : model.Type;
        _weight = new Parameter(zeros(1, model.Config.HiddenSize, type, model.Device));
        _bias = new Parameter(zeros(1, type, model.Device));
        Parameters = [_weight, _bias];
        foreach (Parameter parameter in Parameters)
            parameter.DetachFromDisposeScope();

        _optimiser = new AdamW(Parameters, decay: 0);
    }

    /// <summary>w, shape [1, D], and b, shape [1].</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>V of each row.</summary>
    /// <param name="stream">The normalised stream, shape [M, D].</param>
    /// <returns>Shape [M].</returns>
    public Tensor Of(Tensor stream)
    {
        using var scope = NewDisposeScope();
        return nn.functional.linear(stream.to(_weight.dtype), _weight, _bias).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>Takes one step down a gradient.</summary>
    /// <param name="gradient">A tensor per parameter.</param>
    /// <param name="rate">The step size.</param>
    public void Step(IReadOnlyList<Tensor> gradient, double rate) => _optimiser.Step(gradient, rate);

    /// <summary>Whether a folder holds one.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Weights));

    /// <summary>Saves weights and optimiser into a folder.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, Weights), [("weight", _weight), ("bias", _bias)]);
        OptimiserFile.Save(Path.Combine(folder, OptimiserFolder), _optimiser);
    }

    /// <summary>Puts weights and optimiser back.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or belong to another decoder.</exception>
    public void Load(string folder)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, Weights));
        using var guard = no_grad();
        file.ReadInto("weight", _weight);
        file.ReadInto("bias", _bias);
        OptimiserFile.Load(Path.Combine(folder, OptimiserFolder), _optimiser);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _weight.Dispose();
        _bias.Dispose();
    }
}
