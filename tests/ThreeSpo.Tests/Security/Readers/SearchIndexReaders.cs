using System.Security.Cryptography;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Worlds.Webshop.Search;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>The file of a search index; most with a checksum that is right in spite of the damage.</summary>
internal sealed class SearchIndexFileReader : UntrustedReader
{
    private readonly Product[] _products = SmallCatalogue.Drawn(9, 40);
    private readonly byte[] _sound;

    public SearchIndexFileReader()
    {
        SearchIndex.Build(_products).Save(Folder.File("sound"));
        _sound = File.ReadAllBytes(Folder.File("sound"));
    }

    public override string Name => "search index";

    public override IReadOnlyList<byte[]> Sound => [_sound];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, Sealed, SealedBehindFingerprint];

    public override void Read(byte[] input)
    {
        string path = Folder.File("index");
        File.WriteAllBytes(path, input);
        SearchIndex index = SearchIndex.Load(path, _products);
        index.Search("red running shoes of cotton ★ 中文");
    }

    private static byte[] Sealed(byte[] whole, Chance chance)
    {
        byte[] body = ByteDamage.Do(whole[..^32], chance);
        return [.. body, .. SHA256.HashData(body)];
    }

    private static byte[] SealedBehindFingerprint(byte[] whole, Chance chance)
    {
        byte[] body = [.. whole[..46], .. ByteDamage.Do(whole[46..^32], chance)];
        return [.. body, .. SHA256.HashData(body)];
    }
}
