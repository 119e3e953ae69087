using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ThreeSpo.Torch.Models;

/// <summary>Which file each tensor of a model is written to: one file, or several of bounded size with an index.</summary>
/// <param name="Shards">Names of files and the tensors of each.</param>
/// <param name="TotalBytes">The numbers of all tensors. Unit: bytes.</param>
internal sealed partial record ShardPlan(IReadOnlyList<(string File, IReadOnlyList<WeightSource> Tensors)> Shards, long TotalBytes)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Fills files one after another, in the order of the tensors; one that is larger than a file may be has its own.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="numberBytes">Bytes that a number takes.</param>
    /// <param name="mostBytes">The most numbers that a file holds. Unit: bytes.</param>
    public static ShardPlan Of(IReadOnlyList<WeightSource> tensors, int numberBytes, long mostBytes)
    {
        List<List<WeightSource>> shards = [[]];
        long inShard = 0;
        long total = 0;
        foreach (WeightSource tensor in tensors)
        {
            long bytes = tensor.Count * numberBytes;
            if (inShard > 0 && inShard + bytes > mostBytes)
            {
                shards.Add([]);
                inShard = 0;
            }

            shards[^1].Add(tensor);
            inShard += bytes;
            total += bytes;
        }

        return new ShardPlan([.. shards.Select((some, i) => (Name(i + 1, shards.Count), (IReadOnlyList<WeightSource>)some))], total);
    }

    /// <summary>The text of the index; null where there is one file.</summary>
    public string? Index => Shards.Count == 1 ? null : JsonSerializer.Serialize(
        new
        {
            metadata = new { total_size = TotalBytes },
            weight_map = new SortedDictionary<string, string>(
                Shards.SelectMany(shard => shard.Tensors.Select(tensor => (tensor.Name, shard.File))).ToDictionary(one => one.Name, one => one.File),
                StringComparer.Ordinal),
        },
        Indented) + "\n";

    /// <summary>Whether a file's name is one that weights are written under.</summary>
    public static bool IsWeights(string file) => file == ModelWeights.IndexFile || ShardName().IsMatch(file);

    private static string Name(int number, int count) => count == 1
        ? ModelWeights.SingleFile
        : string.Create(CultureInfo.InvariantCulture, $"model-{number:D5}-of-{count:D5}.safetensors");

    [GeneratedRegex(@"^model(-\d{5}-of-\d{5})?\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex ShardName();
}
