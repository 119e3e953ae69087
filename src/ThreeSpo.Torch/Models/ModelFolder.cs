using System.Text;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>A model as Hugging Face keeps it: config.json beside model.safetensors, or beside several files with an index.</summary>
internal static class ModelFolder
{
    public const string ConfigFile = "config.json";

    /// <summary>Whether a folder looks like a model.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, ConfigFile));

    /// <summary>Loads a model, whatever type its numbers have in the file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="place">The type and device its numbers are to have.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static Decoder Load(string folder, Placement place) => Load(folder, place, DecoderConfig.Load(Path.Combine(folder, ConfigFile)));

    /// <summary>Loads a model whose config.json has been read.</summary>
    /// <inheritdoc cref="Load(string, Placement)"/>
    public static Decoder Load(string folder, Placement place, DecoderConfig config)
    {
        using var weights = ModelWeights.Open(folder, config);
        weights.CheckTiedHead();
        var model = new Decoder(config, place);
        try
        {
            foreach ((string name, Tensor parameter) in model.named_parameters())
                weights.FileOf(name).ReadInto(name, parameter);

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model in single precision, without a tokenizer.</summary>
    public static void Save(string folder, Decoder model) => Save(folder, model.Config, WeightSource.Of(model), SourceFiles.None, new WeightsForm());

    /// <summary>Writes a model and what came with it: nothing takes its place before everything is whole.</summary>
    /// <param name="folder">The folder; made where there is none. Weights of an older save there, and files that came with it, are removed.</param>
    /// <param name="config">The model's sizes.</param>
    /// <param name="tensors">The weights.</param>
    /// <param name="source">What came with it.</param>
    /// <param name="form">How the weights are written.</param>
    public static void Save(string folder, DecoderConfig config, IReadOnlyList<WeightSource> tensors, SourceFiles source, WeightsForm form)
    {
        ScalarType type = WeightTypes.Of(form.Type);
        var plan = ShardPlan.Of(tensors, WeightTypes.SizeOf(type), form.ShardBytes);
        HashSet<string> written = [ConfigFile, .. plan.Shards.Select(shard => shard.File), .. source.Files.Keys];
        Directory.CreateDirectory(folder);
        using (var staged = new StagedFiles(folder))
        {
            foreach ((string file, IReadOnlyList<WeightSource> some) in plan.Shards)
                staged.Add(file, to => SafetensorsWriter.Write(to, some, type));

            if (plan.Index is { } index)
            {
                staged.Add(ModelWeights.IndexFile, Encoding.UTF8.GetBytes(index));
                written.Add(ModelWeights.IndexFile);
            }

            foreach ((string name, byte[] bytes) in source.Files)
                staged.Add(name, bytes);

            staged.Add(ConfigFile, Encoding.UTF8.GetBytes(source.ConfigText(config, WeightTypes.InConfig(type))));
            staged.Commit();
        }

        RemoveStale(folder, written);
    }

    /// <summary>Whole weights beside an index, or another tokenizer's files, would be read instead of those just written.</summary>
    private static void RemoveStale(string folder, HashSet<string> written)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(path);
            if (!written.Contains(name) && (ShardPlan.IsWeights(name) || SourceFiles.Names.Contains(name)))
                File.Delete(path);
        }
    }
}
