using System.Buffers.Binary;
using System.Text;
using ThreeSpo.Randomness;
using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Tests.Torch.Loading;

public sealed class SymbolRenameTests
{
    [Fact]
    public void The_symbol_its_version_and_the_hash_of_that_are_renamed()
    {
        var library = new SmallLibrary();
        byte[] renamed = [.. library.Bytes];

        SymbolRename.Apply(renamed);

        Assert.True(Holds(renamed, "\0_ZNSt8ios_base4InitC1Ev\0"));
        Assert.True(Holds(renamed, "\0GLIBCXX_3.4.30\0"));
        Assert.False(Holds(renamed, "GLIBCXX_3.4.32"));
        Assert.False(Holds(renamed, "_ZSt21ios_base_library_initv"));

        // The marker's version is now that of GLIBCXX_3.4; the other symbols keep theirs.
        Assert.Equal([0, 0, 2, 0, 3, 0], renamed[library.Versions..(library.Versions + 6)]);

        // The hash that a C++ runtime states for GLIBCXX_3.4.30; the other hashes stay.
        Assert.Equal(0x0297F840u, BinaryPrimitives.ReadUInt32LittleEndian(renamed.AsSpan(library.Needs + 64)));
        Assert.Equal(library.Bytes[library.Needs..(library.Needs + 64)], renamed[library.Needs..(library.Needs + 64)]);
    }

    [Fact]
    public void In_the_real_library_only_a_few_bytes_change()
    {
        byte[] before = RealLibrary();
        byte[] after = [.. before];

        SymbolRename.Apply(after);

        Assert.Equal(before.Length, after.Length);
        Assert.InRange(before.Zip(after).Count(pair => pair.First != pair.Second), 10, 40);
        Assert.True(Holds(before, "\0GLIBCXX_3.4.32\0"));
        Assert.False(Holds(after, "\0GLIBCXX_3.4.32\0"));
        Assert.True(Holds(after, "\0GLIBCXX_3.4.30\0"));
        Assert.Throws<InvalidDataException>(() => SymbolRename.Apply(after));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1 })]
    public void What_is_too_short_is_refused(byte[] bytes) => Refused(bytes);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void Other_kinds_of_files_are_refused(int at, byte value)
    {
        byte[] bytes = new SmallLibrary().Bytes;
        bytes[at] = value;

        Assert.Contains("no little-endian 64-bit ELF", Refused(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.32")]
    [InlineData("_ZSt21ios_base_library_initv")]
    public void Another_build_is_refused_by_what_it_lacks(string name)
    {
        byte[] bytes = new SmallLibrary().Bytes;
        bytes[bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name))] = (byte)'X';

        Assert.Contains(name, Refused(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_library_is_refused_wherever_it_ends()
    {
        // The last fields of the last section's header are never read.
        byte[] small = new SmallLibrary().Bytes;
        for (int length = 0; length < small.Length - 24; length++)
            Refused(small[..length]);

        byte[] real = RealLibrary();
        for (int i = 0; i < 60; i++)
            Refused(real[..new Draw(13, i, 0, 0).Below(real.Length, use: 0)]);
    }

    [Fact]
    public void A_library_with_changed_bytes_is_refused_or_renamed()
    {
        byte[] whole = new SmallLibrary().Bytes;
        int renamed = 0;
        for (int round = 0; round < 5000; round++)
        {
            var draw = new Draw(14, round, 0, 0);
            byte[] damaged = [.. whole];
            for (int change = 0; change <= draw.Below(4, use: 0); change++)
                damaged[draw.Below(damaged.Length, use: 1 + (2 * change))] = (byte)draw.Below(256, use: 2 + (2 * change));

            try
            {
                SymbolRename.Apply(damaged);
                renamed++;
            }
            catch (InvalidDataException fault)
            {
                IsOneLine(fault);
            }
        }

        Assert.InRange(renamed, 1, 4999);
    }

    [Fact]
    public void Wanted_versions_that_lead_back_to_themselves_end() =>
        Refused(new SmallLibrary(SmallLibrary.Need(count: 65_535, library: 1, toNext: 0, toVersions: 0)).Bytes);

    [Fact]
    public void A_table_in_which_every_entry_leads_through_all_of_it_ends_soon()
    {
        byte[] entry = SmallLibrary.Need(count: 65_535, library: 1, toNext: 16, toVersions: 0);
        byte[] table = [.. Enumerable.Repeat(entry, 200_000).SelectMany(bytes => bytes)];

        Refused(new SmallLibrary(table).Bytes);
    }

    private static byte[] RealLibrary()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assert.SkipUnless(File.Exists(path), $"No library at '{path}'.");
        return File.ReadAllBytes(path);
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    private static string Refused(byte[] bytes)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => SymbolRename.Apply(bytes));
        IsOneLine(fault);
        return fault.Message;
    }

    private static void IsOneLine(InvalidDataException fault)
    {
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.InRange(fault.Message.Length, 40, 300);
    }
}
