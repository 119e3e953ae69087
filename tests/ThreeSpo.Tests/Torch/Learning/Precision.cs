using System.Text.Json;
using ThreeSpo.Tests.Golden;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>One of the two precisions that recordings were made in.</summary>
/// <param name="Name">What recordings call it.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Relative">How far a number may be from the recorded one.</param>
internal sealed record Precision(string Name, ScalarType Type, double Relative)
{
    public static readonly Precision Double = new("f64", ScalarType.Float64, Compare.Double);
    public static readonly Precision Single = new("f32", ScalarType.Float32, Compare.Single);

    /// <summary>An input as a tensor of its recorded shape.</summary>
    public Tensor Tensor(GoldenCase it, string name)
    {
        List<double> numbers = [];
        List<long> shape = [];
        Walk(it.In.GetProperty(name), 0, numbers, shape);
        return tensor(numbers.ToArray(), [.. shape]).to(Type);
    }

    /// <summary>Fails unless a tensor equals the recorded numbers.</summary>
    /// <param name="recorded">A number or nested lists of them.</param>
    /// <param name="computed">The tensor.</param>
    /// <param name="where">For messages.</param>
    /// <param name="scale">Size of the inputs: what cancels leaves rounding of that size.</param>
    public void Close(JsonElement recorded, Tensor computed, string where, Tensor? scale = null)
    {
        List<double> expected = [];
        Walk(recorded, 0, expected, []);
        double[] found = computed.detach().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
        Assert.Equal(expected.Count, found.Length);
        double noise = Relative * (scale is null ? 1 : scale.to(ScalarType.Float64).item<double>());
        for (int i = 0; i < found.Length; i++)
            Compare.Close(expected[i], found[i], Relative, $"{where} [{i}] in {Name}", noise);
    }

    private static void Walk(JsonElement list, int depth, List<double> numbers, List<long> shape)
    {
        if (list.ValueKind is not JsonValueKind.Array)
        {
            numbers.Add(Compare.Number(list));
            return;
        }

        if (shape.Count == depth)
            shape.Add(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
            Walk(item, depth + 1, numbers, shape);
    }
}
