using System.Buffers.Binary;
using System.Text;

namespace ThreeSpo.Torch.Loading;

/// <summary>Lets TorchSharp's native shim load where the C++ runtime is older than the one it was built with.</summary>
/// <remarks>
/// The shim wants version GLIBCXX_3.4.32 of the C++ runtime for one symbol, a marker that only forces a library to be linked and is
/// never called. In a copy of the file its name becomes that of the older marker, its version that of GLIBCXX_3.4, and
/// the wanted version GLIBCXX_3.4.30. Field names are those of the ELF-64 specification and of the GNU symbol versioning tables.
/// </remarks>
internal static class SymbolRename
{
    private const string NewMarker = "_ZSt21ios_base_library_initv";
    private const string OldMarker = "_ZNSt8ios_base4InitC1Ev";
    private const string NewVersion = "GLIBCXX_3.4.32";
    private const string OldVersion = "GLIBCXX_3.4.30";
    private const string MarkerVersion = "GLIBCXX_3.4";
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int WantedSize = 16;

    /// <summary>Renames the symbol in place.</summary>
    /// <param name="elf">A little-endian 64-bit shared library; changed.</param>
    /// <exception cref="InvalidDataException">It is no such library, or holds no such symbol.</exception>
    public static void Apply(byte[] elf)
    {
        ArgumentNullException.ThrowIfNull(elf);
        try
        {
            Rename(elf);
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The library's tables point outside the file: it is damaged. Restore the TorchSharp package.", fault);
        }
    }

    private static void Rename(byte[] elf)
    {
        if (elf.Length < SectionHeaderSize || !elf.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
            throw new InvalidDataException("Found no little-endian 64-bit ELF library. Restore the TorchSharp package.");

        Section names = Find(elf, ".dynstr");
        int marker = IndexOf(elf, names, NewMarker);
        int version = IndexOf(elf, names, NewVersion);
        ushort markerVersion = VersionIndex(elf, names, MarkerVersion, renameTo: null);
        VersionIndex(elf, names, NewVersion, renameTo: OldVersion);

        Section symbols = Find(elf, ".dynsym");
        Section versions = Find(elf, ".gnu.version");
        for (int i = 0; i < symbols.Size / SymbolSize; i++)
        {
            if (names.Start + U32(elf, symbols.Start + (i * SymbolSize)) == marker)
                BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(versions.Start + (2 * i)), markerVersion);
        }

        Write(elf, marker, OldMarker);
        Write(elf, version, OldVersion);
    }

    /// <summary>Finds a wanted version's index; where it is to be renamed, puts in the new name's hash.</summary>
    private static ushort VersionIndex(byte[] elf, Section names, string version, string? renameTo)
    {
        int aux = WantedVersions(elf).FirstOrDefault(at => Is(elf, names.Start + U32(elf, at + 8), version));
        if (aux == 0)
            throw new InvalidDataException($"The library wants no version '{version}'. It is another build of TorchSharp than this program knows.");

        if (renameTo is not null)
            BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(aux), Hash(renameTo));

        return BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(aux + 6));
    }

    /// <summary>Where each entry of a wanted version stands: a list of lists, linked by offsets.</summary>
    private static IEnumerable<int> WantedVersions(byte[] elf)
    {
        Section needs = Find(elf, ".gnu.version_r");

        // Offsets of a damaged file may lead in circles: no more entries are followed than the table has room for.
        int room = Math.Min(needs.Size, elf.Length) / WantedSize;
        int need = needs.Start;
        for (int next = -1; next != 0; need += next)
        {
            int aux = need + U32(elf, need + 8);
            for (int i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(need + 2)); i++)
            {
                if (room-- <= 0)
                    throw new InvalidDataException("The library's wanted versions lead in circles: it is damaged. Restore the TorchSharp package.");

                yield return aux;
                aux += U32(elf, aux + 12);
            }

            next = U32(elf, need + 12);
        }
    }

    private static Section Find(byte[] elf, string name)
    {
        int headers = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(0x28)));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(0x3C));
        int namesOf = BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(0x3E));
        Section names = Section.At(elf, headers + (namesOf * SectionHeaderSize));
        for (int i = 0; i < count; i++)
        {
            int header = headers + (i * SectionHeaderSize);
            if (Is(elf, names.Start + U32(elf, header), name))
                return Section.At(elf, header);
        }

        throw new InvalidDataException($"The library has no section '{name}'. Restore the TorchSharp package.");
    }

    private static int IndexOf(byte[] elf, Section names, string text)
    {
        int at = elf.AsSpan(names.Start, names.Size).IndexOf(Encoding.ASCII.GetBytes($"\0{text}\0"));
        return at >= 0
            ? names.Start + at + 1
            : throw new InvalidDataException($"The library does not name '{text}'. It is another build of TorchSharp than this program knows.");
    }

    /// <summary>The hash of a version's name.</summary>
    /// <remarks>System V ABI, figure 5-13.</remarks>
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (char letter in name)
        {
            hash = (hash << 4) + letter;
            uint high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private static void Write(byte[] elf, int at, string text) => Encoding.ASCII.GetBytes(text + '\0').CopyTo(elf, at);

    private static bool Is(byte[] elf, int at, string text) => elf.AsSpan(at).StartsWith(Encoding.ASCII.GetBytes(text + '\0'));

    private static int U32(byte[] elf, int at) => checked((int)BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan(at)));

    private readonly record struct Section(int Start, int Size)
    {
        public static Section At(byte[] elf, int header) => new(
            checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(header + 0x18))),
            checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(header + 0x20))));
    }
}
