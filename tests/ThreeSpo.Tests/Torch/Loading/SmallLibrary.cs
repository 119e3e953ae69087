using System.Buffers.Binary;
using System.Text;

namespace ThreeSpo.Tests.Torch.Loading;

/// <summary>The few hundred bytes of a shared library that a rename of its symbols reads: two wanted libraries, three wanted versions, three symbols.</summary>
/// <remarks>Field names are those of the ELF-64 specification and of the GNU symbol versioning tables.</remarks>
internal sealed class SmallLibrary
{
    private const int HeaderSize = 64;
    private const int EntrySize = 16;
    private readonly List<byte> _bytes = [.. new byte[HeaderSize]];
    private readonly List<(int Name, int Start, int Size)> _sections = [];

    /// <summary>Makes one.</summary>
    /// <param name="needs">What stands in .gnu.version_r instead of the ordinary table; null for that.</param>
    public SmallLibrary(byte[]? needs = null)
    {
        byte[] names = Encoding.ASCII.GetBytes("\0.shstrtab\0.dynstr\0.dynsym\0.gnu.version\0.gnu.version_r\0");
        byte[] texts = Encoding.ASCII.GetBytes("\0libc.so.6\0libstdc++.so.6\0GLIBC_2.2.5\0GLIBCXX_3.4\0GLIBCXX_3.4.32\0_ZSt21ios_base_library_initv\0other\0");
        int Text(string text) => texts.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{text}\0")) + 1;

        byte[] symbols = new byte[3 * 24];
        BinaryPrimitives.WriteInt32LittleEndian(symbols.AsSpan(24), Text("other"));
        BinaryPrimitives.WriteInt32LittleEndian(symbols.AsSpan(48), Text("_ZSt21ios_base_library_initv"));

        Add(".shstrtab", names);
        Add(".dynstr", texts);
        Add(".dynsym", symbols);
        Versions = Add(".gnu.version", [0, 0, 2, 0, 4, 0]);
        Needs = Add(".gnu.version_r", needs ??
        [
            .. Need(count: 1, Text("libc.so.6"), toNext: 2 * EntrySize), .. Version(0x09691A75, index: 2, Text("GLIBC_2.2.5"), toNext: 0),
            .. Need(count: 2, Text("libstdc++.so.6"), toNext: 0), .. Version(0x08922974, index: 3, Text("GLIBCXX_3.4"), EntrySize),
            .. Version(0x0297F842, index: 4, Text("GLIBCXX_3.4.32"), toNext: 0),
        ]);
        Bytes = Finish(names);

        int Add(string name, byte[] content)
        {
            _sections.Add((names.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{name}\0")) + 1, _bytes.Count, content.Length));
            _bytes.AddRange(content);
            return _sections[^1].Start;
        }
    }

    /// <summary>The whole file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where the versions of its three symbols stand.</summary>
    public int Versions { get; }

    /// <summary>Where its table of wanted versions stands.</summary>
    public int Needs { get; }

    /// <summary>An entry for a wanted library, its versions right after it.</summary>
    public static byte[] Need(int count, int library, int toNext, int toVersions = EntrySize) => Entry([1, 0, (byte)count, (byte)(count >> 8)], library, toVersions, toNext);

    private static byte[] Version(uint hash, byte index, int name, int toNext)
    {
        byte[] first = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(first, hash);
        return Entry(first, BinaryPrimitives.ReadInt32LittleEndian([0, 0, index, 0]), name, toNext);
    }

    private static byte[] Entry(byte[] first, int second, int third, int fourth)
    {
        byte[] entry = new byte[EntrySize];
        first.CopyTo(entry, 0);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), second);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), third);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(12), fourth);
        return entry;
    }

    private byte[] Finish(byte[] names)
    {
        int headers = _bytes.Count;
        byte[] all = [.. _bytes, .. new byte[HeaderSize * _sections.Count]];
        "\u007fELF\u0002\u0001"u8.CopyTo(all);
        BinaryPrimitives.WriteInt64LittleEndian(all.AsSpan(0x28), headers);
        BinaryPrimitives.WriteUInt16LittleEndian(all.AsSpan(0x3C), (ushort)_sections.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(all.AsSpan(0x3E), 0);
        for (int i = 0; i < _sections.Count; i++)
        {
            Span<byte> header = all.AsSpan(headers + (i * HeaderSize));
            BinaryPrimitives.WriteInt32LittleEndian(header, _sections[i].Name);
            BinaryPrimitives.WriteInt64LittleEndian(header[0x18..], _sections[i].Start);
            BinaryPrimitives.WriteInt64LittleEndian(header[0x20..], _sections[i].Size);
        }

        return all;
    }
}
