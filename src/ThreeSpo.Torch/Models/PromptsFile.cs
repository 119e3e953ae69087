using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models;

/// <summary>A small file beside a model that names the prompts it learned with. Models from elsewhere have none.</summary>
internal static class PromptsFile
{
    private const string Name = "3spo.json";
    private const int MostBytes = 1 << 16;
    private const int MostCharacters = 200;

    public static string? Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(OutsideFile.Read(path, MostBytes, "note of prompts"));
            string? prompts = document.RootElement.GetProperty("prompts").GetString();

            // The name is printed where a model is asked in another way than it learned.
            return prompts is null || (prompts.Length <= MostCharacters && !prompts.Any(char.IsControl)) ? prompts
                : throw new InvalidDataException($"{path}: names the prompts '{Printable.Line(prompts)}', wanted at most {MostCharacters} characters of one line. Remove the file, or use another copy of the model.");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: found no {{\"prompts\": \"name\"}}. Remove the file, or use another copy of the model.");
        }
    }

    /// <summary>Writes the file; where no prompts are known there is none.</summary>
    public static void Write(string folder, string? prompts)
    {
        string path = Path.Combine(folder, Name);
        if (prompts is null)
        {
            File.Delete(path);
            return;
        }

        File.WriteAllText(path + ".tmp", JsonSerializer.Serialize(new { prompts }) + "\n");
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
