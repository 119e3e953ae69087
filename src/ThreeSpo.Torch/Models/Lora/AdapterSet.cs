using ThreeSpo.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>The adapters of a decoder. While it has them they alone learn.</summary>
internal sealed class AdapterSet : IDisposable
{
    private readonly Projection[] _maps;

    /// <summary>Puts adapters that change nothing onto a decoder's maps, and freezes its weights.</summary>
    /// <param name="decoder">The decoder; has none yet.</param>
    /// <param name="config">Which maps, and how strongly.</param>
    /// <exception cref="InvalidDataException">No map is meant.</exception>
    public AdapterSet(Decoder decoder, LoraConfig config)
    {
        Config = config;
        Dictionary<string, Projection> maps = decoder.named_modules()
            .Where(one => one.module is Projection).ToDictionary(one => one.name, one => (Projection)one.module);
        (string Name, int Inputs, int Outputs)[] meant = [.. LoraMaps.Of(decoder.Config).Where(map => config.Adapts(map.Name))];
        if (meant.Length == 0)
            throw new InvalidDataException($"None of the maps {string.Join(", ", config.Targets)} is one of this model's. Name some of those that its layers have.");

        foreach (Parameter weight in decoder.parameters())
            weight.requires_grad = false;

        _maps = [.. meant.Select(map => maps[map.Name])];
        All = [.. meant.Select(map =>
        {
            Parameter weight = maps[map.Name].Weight;
            return (map.Name, new Adapter(map.Inputs, map.Outputs, config.RankOf(map.Name), config.ScaleOf(map.Name), new Placement(Wide(weight), weight.device)));
        })];
        for (int i = 0; i < _maps.Length; i++)
            _maps[i].Adapter = All[i].Adapter;
    }

    /// <summary>Which maps, and how strongly.</summary>
    public LoraConfig Config { get; init; }

    /// <summary>The adapters, by the names of their maps.</summary>
    public IReadOnlyList<(string Name, Adapter Adapter)> All { get; }

    /// <summary>A and B of every adapter.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. All.SelectMany(one => new[] { one.Adapter.Down, one.Adapter.Up })];

    /// <summary>Whether their start is kept, or was nothing.</summary>
    public bool HasStart { get; private set; }

    /// <summary>What learns in a part of a decoder: its weights that are not frozen, and A and B of its maps' adapters.</summary>
    public static IEnumerable<Parameter> TrainedIn(nn.Module part) => part.parameters().Where(weight => weight.requires_grad).Concat(
        part.modules().OfType<Projection>().Select(map => map.Adapter).OfType<Adapter>().Distinct().SelectMany(adapter => new[] { adapter.Down, adapter.Up }));

    /// <summary>Begins them: A at random, B at 0. Their start is then the model without them.</summary>
    /// <param name="seed">The seed.</param>
    public void Fill(ulong seed)
    {
        // The task tells these draws from those of a fresh model's weights.
        foreach ((int number, (_, Adapter adapter)) in All.Index())
            adapter.Fill(new Draw(seed, number, 1, 0));

        HasStart = true;
    }

    /// <summary>Keeps a copy of them as their start.</summary>
    public void KeepStart()
    {
        foreach ((_, Adapter adapter) in All)
            adapter.KeepStart();

        HasStart = true;
    }

    /// <summary>Adds every adapter to its map's weight, and takes them off: the weights learn again.</summary>
    public void Merge(Decoder decoder)
    {
        using (no_grad())
        {
            foreach (Projection map in _maps)
            {
                using Tensor whole = map.Effective();
                map.Weight.copy_(whole);
                map.Adapter = null;
            }
        }

        foreach (Parameter weight in decoder.parameters())
            weight.requires_grad = true;

        Dispose();
    }

    /// <summary>Half precision would lose small steps: adapters have single precision at least, whatever the weights below have.</summary>
    private static ScalarType Wide(Tensor weight) => weight.dtype is ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    public void Dispose()
    {
        foreach ((_, Adapter adapter) in All)
            adapter.Dispose();
    }
}
