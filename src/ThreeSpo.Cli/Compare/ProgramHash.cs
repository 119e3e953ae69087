using System.Security.Cryptography;
using System.Text;

namespace ThreeSpo.Cli.Compare;

/// <summary>Tells one build of this program from another.</summary>
internal static class ProgramHash
{
    private const int Digits = 12;

    /// <summary>The first 12 hexadecimal digits of the SHA-256 over the program's own assemblies.</summary>
    public static string Value { get; } = Of(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => Path.GetFileName(file) is var name && (name == "3spo.dll" || name.StartsWith("ThreeSpo.", StringComparison.Ordinal)) && !name.Contains(".Tests.", StringComparison.Ordinal)));

    /// <summary>The first 12 hexadecimal digits of the SHA-256 over some files and their names, whatever folder they are in.</summary>
    public static string Of(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files.OrderBy(file => Path.GetFileName(file), StringComparer.Ordinal))
        {
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\n"));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
