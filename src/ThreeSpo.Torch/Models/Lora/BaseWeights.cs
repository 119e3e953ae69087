using System.Security.Cryptography;
using System.Text;
using ThreeSpo.Outside;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>Which weights an adapter was learned on, by their content.</summary>
internal static class BaseWeights
{
    /// <summary>The note of the hash beside an adapter.</summary>
    public const string FileName = "base.sha256";

    private const int MostBytes = 1 << 10;

    /// <summary>The hash of a model's weights: the same wherever they lie and into however many files they are cut.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <returns>SHA-256 over name, type, shape and numbers of every tensor, in the model's order; 64 hexadecimal digits.</returns>
    public static string Hash(string folder)
    {
        using var weights = ModelWeights.Open(folder, DecoderConfig.Load(Path.Combine(folder, ModelFolder.ConfigFile)));
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TensorPlace place in weights.Tensors)
        {
            SafetensorsFile file = weights.FileOf(place.Name);
            string type = WeightTypes.InTensors(file.Entry(place.Name).Type);
            sum.AppendData(Encoding.UTF8.GetBytes($"{place.Name} {type} [{string.Join(',', place.Shape)}]\n"));
            foreach (Tensor piece in file.Pieces(place.Name))
            {
                using (piece)
                    sum.AppendData(piece.bytes);
            }
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    /// <summary>The hash that is noted beside an adapter; null where there is none, as beside those from elsewhere.</summary>
    /// <exception cref="InvalidDataException">The note is damaged.</exception>
    public static string? Noted(string adapter)
    {
        string path = Path.Combine(adapter, FileName);
        if (!Path.Exists(path))
            return null;

        string hash = OutsideFile.ReadText(path, MostBytes, "note of a hash").Trim();
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
            ? hash
            : throw new InvalidDataException($"{path}: found '{Printable.Line(hash, 80)}', wanted 64 hexadecimal digits. Use another copy of the adapter.");
    }

    /// <summary>Refuses weights that an adapter was not learned on.</summary>
    /// <param name="adapter">The adapter's folder.</param>
    /// <param name="folder">The model's folder.</param>
    /// <returns>The hash of the weights where one is noted; else null, and nothing was looked at.</returns>
    /// <exception cref="InvalidDataException">They are others.</exception>
    public static string? Check(string adapter, string folder)
    {
        if (Noted(adapter) is not { } noted)
            return null;

        string hash = Hash(folder);
        return hash == noted
            ? hash
            : throw new InvalidDataException(
                $"The adapter in '{adapter}' was learned on weights with the hash {noted}, but those in '{Printable.Line(folder, 200)}' have {hash}. "
                + $"Name the folder that it was learned on with base=DIR (in policy merge --base DIR); or remove {FileName} to use it with other weights all the same.");
    }
}
