using System.Text;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>A file of titles and their nouns, up to the nouns of titles.</summary>
internal sealed class NounFileReader : UntrustedReader
{
    public override string Name => "file of nouns";

    public override IReadOnlyList<byte[]> Sound { get; } =
        [Encoding.UTF8.GetBytes("{\"Big Red Shoe\": [\"shoe\", \"shoe\"], \"Sock \\u00e9\": [], \"\": [\"x\"]}"), "{}"u8.ToArray()];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File("nouns.json"), input);
        var nouns = SideCarNouns.Read(Folder.File("nouns.json"), new RuleNouns());
        Assert.Empty(nouns.Of("\u2605 12"));
        Assert.NotNull(nouns.Of("Big Red Shoe"));
    }
}
