using ThreeSpo.Outside;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Named tensors in one file, read one at a time.</summary>
/// <remarks>
/// The file is read, not mapped: numbers go straight from the file into the tensor that is to hold them, or through a small piece where
/// they are converted on the way. A mapped file that another process cuts short ends this one (docs/decisions/weights-are-read.md).
/// </remarks>
internal sealed class SafetensorsFile : IDisposable
{
    private const int PieceBytes = 1 << 24;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(FileStream file, string path, SafetensorsHeader header)
    {
        _file = file;
        _path = path;
        _header = header;
    }

    /// <summary>Names of the tensors.</summary>
    public IEnumerable<string> Names => _header.Entries.Keys;

    /// <summary>Where the file lies.</summary>
    public string Path => _path;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or is damaged.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream file = OutsideFile.Open(path);
        try
        {
            return new SafetensorsFile(file, path, SafetensorsHeader.Read(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Holds(string name) => _header.Entries.ContainsKey(name);

    /// <summary>What the header says of a tensor.</summary>
    /// <exception cref="InvalidDataException">There is none of this name.</exception>
    public SafetensorsEntry Entry(string name) => _header.Entries.TryGetValue(name, out SafetensorsEntry? entry)
        ? entry
        : throw new InvalidDataException($"{_path}: holds no tensor '{Printable.Line(name, 200)}'. Use the weights that belong to this config.json.");

    /// <summary>The shape of a tensor.</summary>
    public IReadOnlyList<long> Shape(string name) => Entry(name).Shape;

    /// <summary>Reads a tensor in the type it has in the file.</summary>
    public Tensor Read(string name)
    {
        SafetensorsEntry entry = Entry(name);
        Tensor all = empty([.. entry.Shape], entry.Type);
        CopyTo(name, all);
        return all;
    }

    /// <summary>Reads a tensor into one of equal shape, converting its numbers.</summary>
    /// <exception cref="InvalidDataException">The shapes differ.</exception>
    public void ReadInto(string name, Tensor destination)
    {
        CheckShape(name, destination.shape);
        CopyTo(name, destination);
    }

    /// <summary>Refuses a tensor of another shape than config.json asks for.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="wanted">The shape asked for.</param>
    /// <exception cref="InvalidDataException">The shapes differ.</exception>
    public void CheckShape(string name, IReadOnlyList<long> wanted)
    {
        SafetensorsEntry entry = Entry(name);
        if (!entry.Shape.SequenceEqual(wanted))
        {
            throw new InvalidDataException(
                $"{_path}: '{name}' has shape [{Printable.Line(string.Join(", ", entry.Shape))}], but config.json asks for [{string.Join(", ", wanted)}]. "
                + "Use the two files of one model.");
        }
    }

    /// <summary>The numbers of a tensor a piece at a time, in the file's type; each piece is the caller's to dispose of.</summary>
    /// <returns>Pieces, shape [numbers] each, of at most 16 MiB.</returns>
    public IEnumerable<Tensor> Pieces(string name)
    {
        SafetensorsEntry entry = Entry(name);
        foreach ((long from, long count) in PiecesOf(entry))
        {
            Tensor piece = empty([count], entry.Type);
            Fill(entry, from, piece);
            yield return piece;
        }
    }

    public void Dispose() => _file.Dispose();

    private void CopyTo(string name, Tensor destination)
    {
        SafetensorsEntry entry = Entry(name);
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        bool isSame = destination.dtype == entry.Type && destination.device_type == DeviceType.CPU && destination.is_contiguous();
        Tensor flat = destination.reshape(-1);
        if (isSame)
        {
            // A span holds no more than 2 GiB, a tensor may.
            foreach ((long from, long count) in PiecesOf(entry))
            {
                using Tensor place = flat.narrow(0, from, count);
                Fill(entry, from, place);
            }

            return;
        }

        long done = 0;
        foreach (Tensor piece in Pieces(name))
        {
            long count = piece.numel();
            using (piece)
            using (Tensor place = flat.narrow(0, done, count))
                place.copy_(piece);

            done += count;
        }
    }

    private static IEnumerable<(long From, long Count)> PiecesOf(SafetensorsEntry entry)
    {
        long most = PieceBytes / WeightTypes.SizeOf(entry.Type);
        for (long from = 0; from < entry.Count; from += most)
            yield return (from, Math.Min(most, entry.Count - from));
    }

    /// <summary>Reads numbers of a tensor, from one of them on, into a flat tensor of the same type on the processor.</summary>
    private void Fill(SafetensorsEntry entry, long from, Tensor place)
    {
        Span<byte> rest = place.bytes;
        long at = _header.Start + entry.From + (from * WeightTypes.SizeOf(entry.Type));
        while (rest.Length > 0)
        {
            int read = RandomAccess.Read(_file.SafeFileHandle, rest, at);
            if (read == 0)
                throw SafetensorsHeader.Damaged(_path, "it has become shorter since its header was read");

            rest = rest[read..];
            at += read;
        }
    }
}
