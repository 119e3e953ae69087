using System.Text;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>What the readers of a catalogue's files share: goals and panels are made of whatever was accepted.</summary>
internal abstract class CatalogueFileReader : UntrustedReader
{
    /// <summary>Reads the three files, one of them damaged.</summary>
    protected static void Use(byte[]? items = null, byte[]? attributes = null, byte[]? people = null)
    {
        using MemoryStream first = Stream(items, WrittenShop.Items);
        using MemoryStream second = Stream(attributes, WrittenShop.Attributes);
        using MemoryStream third = Stream(people, WrittenShop.People);
        Catalogue catalogue = CatalogueFiles.Read("a shop", first, second, third);
        foreach (GoalKind kind in Enum.GetValues<GoalKind>())
        {
            var book = GoalBook.Draw(catalogue, kind, seed: 1);
            for (int i = 0; i < Math.Min(book.Count, 20); i++)
                Assert.True(book[i].PriceUpper > book.Prices[book.ProductNumber(i)] || book[i].PriceUpper >= 1_000_000);

            if (book.Count > 5)
                Assert.Equal(12, WebshopPanels.Of(catalogue, kind, WebshopSplit.Shared, unseen: 1).Unseen.Hash.Length);
        }
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static MemoryStream Stream(byte[]? damaged, string sound) => damaged is null ? WrittenShop.Stream(sound) : new MemoryStream(damaged);
}

/// <summary>items_shuffle.json.</summary>
internal sealed class CatalogueItemsReader : CatalogueFileReader
{
    public override string Name => "webshop items";

    public override IReadOnlyList<byte[]> Sound { get; } = [Bytes(WrittenShop.Items), Bytes("[]")];

    public override void Read(byte[] input) => Use(items: input);
}

/// <summary>items_ins_v2.json.</summary>
internal sealed class CatalogueAttributesReader : CatalogueFileReader
{
    public override string Name => "webshop attributes";

    public override IReadOnlyList<byte[]> Sound { get; } = [Bytes(WrittenShop.Attributes)];

    public override void Read(byte[] input) => Use(attributes: input);
}

/// <summary>items_human_ins.json.</summary>
internal sealed class CataloguePeopleReader : CatalogueFileReader
{
    public override string Name => "webshop people";

    public override IReadOnlyList<byte[]> Sound { get; } = [Bytes(WrittenShop.People)];

    public override void Read(byte[] input) => Use(people: input);
}

/// <summary>A catalogue whose files are damaged, read to its end: nothing is refused.</summary>
internal sealed class CatalogueCheckReader : CatalogueFileReader
{
    public override string Name => "webshop check";

    public override IReadOnlyList<byte[]> Sound { get; } = [Bytes(WrittenShop.Items)];

    public override void Read(byte[] input)
    {
        WrittenShop.Write(Folder.Path);
        File.WriteAllBytes(Folder.File("items_shuffle.json"), input);
        var check = CatalogueCheck.Of(Folder.Path, mostFaults: 10);
        Assert.All(check.Faults, fault => Assert.DoesNotContain(fault.ToString(), char.IsControl));
        Assert.InRange(check.Faults.Count, 0, Math.Min(10, check.FaultCount));
    }
}

/// <summary>The name of a task.</summary>
internal sealed class WebshopTaskReader : UntrustedReader
{
    public override string Name => "webshop task's name";

    public override IReadOnlyList<byte[]> Sound { get; } = [.. new[] { "synthetic/233/17", "human/0/4", "synthetic/-1/0" }.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, ListDamage.Do];

    public override bool IsRefusal(Exception fault) => fault is ArgumentException;

    public override void Read(byte[] input)
    {
        string id = Encoding.UTF8.GetString(input);
        Assert.Equal(id, WebshopTaskId.Parse(id).ToString());
    }
}
