using System.Text.Json;

namespace ThreeSpo.Torch.Models;

/// <summary>A small file beside a model that names the prompts it learned with. Models from elsewhere have none.</summary>
internal static class PromptsFile
{
    private const string Name = "3spo.json";
    private const long MostBytes = 1 << 16;

    public static string? Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path) || new FileInfo(path).Length > MostBytes)
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.GetProperty("prompts").GetString();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: found no {{\"prompts\": \"name\"}}. Remove the file, or use another copy of the model.");
        }
    }

    public static void Write(string folder, string prompts)
    {
        string path = Path.Combine(folder, Name);
        File.WriteAllText(path + ".tmp", JsonSerializer.Serialize(new { prompts }) + "\n");
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
