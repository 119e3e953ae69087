using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A tensor that is to be written: what it is called, and where its numbers come from, a piece at a time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sides.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Pieces">Its numbers in order, shape [numbers] each; whoever takes a piece disposes of it.</param>
internal sealed record WeightSource(string Name, IReadOnlyList<long> Shape, ScalarType Type, Func<IEnumerable<Tensor>> Pieces)
{
    private const long MostNumbers = 1 << 22;

    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, (product, side) => product * side);

    /// <summary>A tensor in memory.</summary>
    public static WeightSource Of(string name, Tensor tensor) => new(name, tensor.shape, tensor.dtype, () => PiecesOf(tensor));

    /// <summary>A tensor in a file: however large, no more than a piece of it is in memory.</summary>
    public static WeightSource Of(string name, SafetensorsFile file)
    {
        SafetensorsEntry entry = file.Entry(name);
        return new WeightSource(name, entry.Shape, entry.Type, () => file.Pieces(name));
    }

    /// <summary>The weights of a model in memory.</summary>
    public static WeightSource[] Of(Decoder model) => [.. model.named_parameters().Select(one => Of(one.name, one.parameter))];

    private static IEnumerable<Tensor> PiecesOf(Tensor tensor)
    {
        using Tensor flat = Flat(tensor);
        for (long done = 0; done < flat.numel(); done += MostNumbers)
            yield return flat.narrow(0, done, Math.Min(MostNumbers, flat.numel() - done));
    }

    private static Tensor Flat(Tensor tensor)
    {
        using var guard = no_grad();
        using Tensor detached = tensor.detach();
        return detached.reshape(-1);
    }
}
