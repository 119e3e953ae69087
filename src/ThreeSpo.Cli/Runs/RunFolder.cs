using System.Text.Json;

namespace ThreeSpo.Cli.Runs;

/// <summary>A run on disk: settings.json, metrics.jsonl, policy.light or policy/, result.json. Each file is whole or absent.</summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>The light policy.</summary>
    public const string LightFile = "policy.light";

    /// <summary>The language model, a Hugging Face folder.</summary>
    public const string ModelFolder = "policy";

    private readonly FileStream _metrics;

    private RunFolder(string path)
    {
        Path = path;
        _metrics = File.Create(System.IO.Path.Combine(path, "metrics.jsonl"), bufferSize: 0);
    }

    public string Path { get; }

    /// <summary>Makes a folder that did not exist before.</summary>
    public static RunFolder Create(RunSettings settings, string preset, long seed)
    {
        if (settings.Name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) >= 0 || settings.Name is "." or "..")
            throw new UserMistakeException($"'{settings.Name}' cannot be the name of a run folder. Use letters, digits and hyphens.");

        string name = settings.Name.Length > 0 ? settings.Name : $"{settings.World}-{preset}-{seed}";
        string path = System.IO.Path.Combine(settings.Out, name);
        if (settings.Name.Length > 0 && Directory.Exists(path))
            throw new UserMistakeException($"The run folder '{path}' exists already. Choose another name=, or remove it.");

        for (int number = 2; Directory.Exists(path); number++)
            path = System.IO.Path.Combine(settings.Out, $"{name}-{number}");

        try
        {
            Directory.CreateDirectory(path);
            return new RunFolder(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"The run folder '{path}' cannot be written: {fault.Message} Choose another place with out=FOLDER.");
        }
    }

    public void WriteSettings(SettingsSource source) => WriteJson("settings.json", Screens.SettingsPage.Of(source));

    /// <summary>Adds a line of metrics: whole, or not at all.</summary>
    public void Append(object metrics)
    {
        long before = _metrics.Length;
        try
        {
            _metrics.Write([.. JsonSerializer.SerializeToUtf8Bytes(metrics, Json.Line), (byte)'\n']);
        }
        catch (IOException)
        {
            _metrics.SetLength(before);
            throw;
        }
    }

    public void WriteJson(string file, object value) => WriteText(file, JsonSerializer.Serialize(value, Json.Page) + "\n");

    /// <summary>Removes the folder: nothing was learned that would be worth keeping.</summary>
    public void Discard()
    {
        _metrics.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose() => _metrics.Dispose();

    private void WriteText(string file, string text)
    {
        string path = System.IO.Path.Combine(Path, file);
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
