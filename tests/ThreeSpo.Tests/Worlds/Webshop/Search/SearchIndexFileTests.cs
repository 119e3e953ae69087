using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

public sealed class SearchIndexFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Product[] _products = SmallCatalogue.Drawn(1, 700);

    private string File => _folder.File("catalogue.index");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_index_finds_what_it_found_before()
    {
        SearchIndex index = SearchIndex.Build(_products);
        index.Save(File);
        SearchIndex loaded = SearchIndex.Load(File, _products);

        Assert.Equal((index.TermCount, index.PostingCount, index.TokenCount), (loaded.TermCount, loaded.PostingCount, loaded.TokenCount));
        for (int number = 0; number < 100; number++)
        {
            string query = SmallCatalogue.Text(new Chance("saved", number), 8);
            Assert.Equal(index.Search(query), loaded.Search(query));
        }
    }

    [Fact]
    public void An_empty_catalogue_can_be_saved()
    {
        SearchIndex.Build([]).Save(File);
        Assert.Equal(0, SearchIndex.Load(File, []).TermCount);
    }

    [Fact]
    public void Nothing_but_the_file_is_left_in_the_folder()
    {
        SearchIndex.Build(_products).Save(File);
        SearchIndex.Build(_products).Save(File);
        Assert.Equal([File], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_damaged_index_is_refused_and_says_what_to_do()
    {
        SearchIndex.Build(_products).Save(File);
        byte[] sound = System.IO.File.ReadAllBytes(File);
        for (int number = 0; number < 200; number++)
        {
            byte[] damaged = [.. sound];
            damaged[20 + (number * 31 % (damaged.Length - 20))] ^= 4;
            System.IO.File.WriteAllBytes(File, damaged);
            Assert.Contains("Delete it", Assert.Throws<InvalidDataException>(() => SearchIndex.Load(File, _products)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("hello", "no search index")]
    [InlineData("3SPO-SEARCH-0\nhello", "another version")]
    [InlineData("3SPO-SEARCH-1\nhello", "damaged")]
    [InlineData("", "empty")]
    public void Other_files_are_refused(string content, string because)
    {
        System.IO.File.WriteAllText(File, content);
        Assert.Contains(because, Assert.Throws<InvalidDataException>(() => SearchIndex.Load(File, _products)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_of_other_products_is_refused()
    {
        SearchIndex.Build(_products).Save(File);
        Product[] others = [.. _products[..^1], SmallCatalogue.Product(_products[^1].Asin, "another title")];
        Assert.Contains("other products", Assert.Throws<InvalidDataException>(() => SearchIndex.Load(File, others)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_that_is_not_there_or_of_no_use_is_made_and_kept()
    {
        string path = _folder.File("a/b/catalogue.index");
        Assert.Equal(_products.Length, SearchIndex.LoadOrBuild(path, _products).Products.Count);
        Assert.NotNull(SearchIndex.Load(path, _products));

        Product[] others = SmallCatalogue.Drawn(2, 300);
        SearchIndex.LoadOrBuild(path, others);
        Assert.NotNull(SearchIndex.Load(path, others));

        System.IO.File.WriteAllText(path, "3SPO-SEARCH-0\n");
        SearchIndex.LoadOrBuild(path, others);
        Assert.NotNull(SearchIndex.Load(path, others));
    }

    [Fact]
    public void An_index_that_is_there_is_not_written_again()
    {
        SearchIndex.LoadOrBuild(File, _products);
        using FileStream open = System.IO.File.Open(File, FileMode.Open, FileAccess.Read, FileShare.Read);
        var before = new FileInfo(File).LastWriteTimeUtc;
        SearchIndex.LoadOrBuild(File, _products);
        Assert.Equal(before, new FileInfo(File).LastWriteTimeUtc);
    }

    [Fact]
    public void A_folder_is_no_place_for_an_index() =>
        Assert.Contains("is a folder", Assert.Throws<InvalidDataException>(() => SearchIndex.LoadOrBuild(_folder.Path, _products)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_never_was_an_index_is_not_overwritten()
    {
        System.IO.File.WriteAllText(File, "my catalogue");
        Assert.Throws<InvalidDataException>(() => SearchIndex.LoadOrBuild(File, _products));
        Assert.Equal("my catalogue", System.IO.File.ReadAllText(File));
    }
}
