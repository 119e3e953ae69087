using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThreeSpo.Outside;

namespace ThreeSpo.Runs;

/// <summary>What a checkpoint holds, and the checksum of each of its files.</summary>
/// <param name="Format">Version of the form it is saved in.</param>
/// <param name="Program">The program that saved it, with its version.</param>
/// <param name="Iterations">Iterations that were done.</param>
/// <param name="Actions">Actions that had been sampled in them.</param>
/// <param name="Evaluations">Evaluations that had been made.</param>
/// <param name="Success">Success of exactly this policy on the run's panel; null where it was not measured. In [0, 1].</param>
/// <param name="Files">Name, relative to the checkpoint, length and SHA-256 of every file.</param>
public sealed record CheckpointManifest(
    int Format, string Program, int Iterations, long Actions, int Evaluations, double? Success, IReadOnlyList<CheckpointFile> Files)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Name of the file that it is kept in.</summary>
    public const string FileName = "manifest.json";

    private const int MostBytes = 1 << 20;

    /// <summary>Lists the files of a folder with their checksums.</summary>
    public static IReadOnlyList<CheckpointFile> Sum(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
            new CheckpointFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), new FileInfo(path).Length, HashOf(path)))];

    /// <summary>Writes it into a checkpoint's folder.</summary>
    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, ManifestForm.Default.CheckpointManifest));

    /// <summary>Reads the manifest of a checkpoint.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged or of another version.</exception>
    public static CheckpointManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            CheckpointManifest manifest = JsonSerializer.Deserialize(OutsideFile.Read(path, MostBytes, "manifest"), ManifestForm.Default.CheckpointManifest)
                ?? throw new InvalidDataException($"{path}: empty.");
            if (manifest.Format != CurrentFormat)
                throw new InvalidDataException($"{path}: of format {manifest.Format}, wanted {CurrentFormat}.");

            return manifest is { Files: not null, Iterations: >= 0, Evaluations: >= 0 } && manifest.Files.All(file => file is { Name: not null, Sha256: not null })
                ? manifest
                : throw new InvalidDataException($"{path}: damaged: something is missing in it.");
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{path}: not a manifest.");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{path}: not there.");
        }
    }

    /// <summary>Compares every file with its checksum.</summary>
    /// <exception cref="InvalidDataException">A file is missing, or is not what was written.</exception>
    public void Verify(string folder)
    {
        if (Files.All(file => file.Name != RunFolder.StateFile) || Files.DistinctBy(file => file.Name).Count() < Files.Count)
            throw new InvalidDataException($"{Path.Combine(folder, FileName)}: damaged: it does not name {RunFolder.StateFile}, or names a file twice.");

        foreach (CheckpointFile file in Files)
        {
            // Names come from a file, and lead nowhere but into the checkpoint.
            string path = file.Name.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(folder, file.Name));
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new InvalidDataException($"{folder}: its manifest names a file outside.");
            if (!File.Exists(path))
                throw new InvalidDataException($"{folder}: '{Printable.Line(file.Name)}' is not there.");
            if (new FileInfo(path).Length != file.Bytes || HashOf(path) != file.Sha256)
                throw new InvalidDataException($"{path}: not what was written: the file is damaged.");
        }
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

/// <summary>One file of a checkpoint.</summary>
/// <param name="Name">Relative to the checkpoint, with slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its checksum, in hexadecimal digits.</param>
public sealed record CheckpointFile(string Name, long Bytes, string Sha256);

/// <summary>The manifest as JSON, without reflection: programs that do without it can keep runs too.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, MaxDepth = 8)]
[JsonSerializable(typeof(CheckpointManifest))]
internal sealed partial class ManifestForm : JsonSerializerContext;
