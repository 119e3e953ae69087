using ThreeSpo.Tests.Cli;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Catalogues;

public sealed class CatalogueFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nameless_long_named_and_repeated_products_are_left_out_before_anything_else_is_looked_at() =>
        Assert.Equal(["B000000001", "B000000002", "B000000003"], WrittenShop.Read().Products.Select(one => one.Asin));

    [Fact]
    public void Options_are_trimmed_lowered_and_spread_and_names_that_differ_in_case_are_one_group()
    {
        OptionGroup group = Assert.Single(WrittenShop.Read().Products[0].Options);
        Assert.Equal("color", group.Name);
        Assert.Equal(["grün"], group.Values);

        Product product = WrittenShop.Read(WrittenShop.Items.Replace("\"color\"", "\"Fit\"", StringComparison.Ordinal)).Products[0];
        Assert.Equal(["color", "fit"], product.Options.Select(one => one.Name));
        Assert.Equal(["red | blue", "tan"], product.Options[0].Values);
    }

    [Fact]
    public void A_product_has_what_the_attributes_file_says_or_the_dummy_attribute()
    {
        Catalogue catalogue = WrittenShop.Read();
        Assert.Equal(["soft", "warm light"], catalogue.Products[0].Attributes);
        Assert.Equal("Find me soft table lamps", catalogue.Products[0].Instruction);
        Assert.Equal(["DUMMY_ATTR"], catalogue.Products[1].Attributes);
        Assert.Empty(catalogue.Products[2].Attributes);
        Assert.Null(catalogue.Products[2].Instruction);
    }

    [Fact]
    public void Texts_that_are_missing_are_empty()
    {
        Product product = WrittenShop.Read().Products[1];
        Assert.Equal(("", "", "hats", "$100.0"), (product.Title, product.Description, product.Query, product.PriceTag));
        Assert.Equal(["one"], product.Bullets);
        Assert.Empty(WrittenShop.Read().Products[2].Bullets);
    }

    [Theory]
    [InlineData("", "$100.0", new[] { 100.0 })]
    [InlineData("$16", "$16.0", new[] { 16.0 })]
    [InlineData("from $1,234.50 each", "$1234.5", new[] { 1234.5 })]
    [InlineData("$9.99 - $14.99", "$9.99 to $14.99", new[] { 9.99, 14.99 })]
    [InlineData("$3$2$1", "$3.0 to $2.0", new[] { 3.0, 2.0 })]
    [InlineData("$.5", "$0.5", new[] { 0.5 })]
    [InlineData("$0.00001", "$1e-05", new[] { 0.00001 })]
    [InlineData("$\u0661\u0662", "$12.0", new[] { 12.0 })]
    public void Prices_are_read_and_shown_as_python_does(string pricing, string tag, double[] prices)
    {
        Product product = Raw(pricing).ToProduct(null);
        Assert.Equal(tag, product.PriceTag);
        Assert.Equal(prices, product.Prices);
    }

    [Theory]
    [InlineData("12.99")]
    [InlineData("$")]
    [InlineData("$1.2.3")]
    [InlineData("$9 - $")]
    [InlineData("$99999999999")]
    public void What_is_no_price_is_refused(string pricing)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Raw(pricing).ToProduct(null));
        Assert.Contains($"found the price '{pricing}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_so_many_products_are_read_counted_before_any_is_left_out()
    {
        WrittenShop.Write(_folder.Path);
        Assert.Equal(["B000000001"], CatalogueFiles.Load(_folder.Path, most: 4).Products.Select(one => one.Asin));
        Assert.Equal(2, CatalogueFiles.Load(_folder.Path, most: 5).Products.Count);
    }

    [Theory]
    [InlineData("\"name\": \"Soft Lamp\"", "\"name\": 7", "product 1 ('B000000001'): found 'name' is a number, wanted a text")]
    [InlineData("\"asin\": \"nan\"", "\"noasin\": 1", "product 2: found no 'asin'")]
    [InlineData("\"$12.99\"", "\"12.99\"", "product 1 ('B000000001'): found the price '12.99'")]
    [InlineData("{\"value\": \"TAN\"}", "\"TAN\"", "product 1 ('B000000001'): found a text, wanted an object with 'value'")]
    [InlineData("[\"warm\", \"\"]", "[null]", "product 1 ('B000000001'): found 'small_description' is null")]
    [InlineData("\"It shines.\"", "\"\\ud800\"", "not valid Unicode")]
    [InlineData("{\"asin\": \"nan\", \"name\": 7}", "{\"asin\": NaN}", "product 2, after byte ")]
    [InlineData("[\"warm\", \"\"]", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "product 1, after byte ")]
    public void A_damaged_product_is_named_with_what_is_wrong(string sound, string damaged, string said)
    {
        string items = WrittenShop.Items.Replace(sound, damaged, StringComparison.Ordinal);
        Assert.NotEqual(WrittenShop.Items, items);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => WrittenShop.Read(items));
        Assert.StartsWith("items_shuffle.json, product ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData("[] 1")]
    [InlineData("[1]")]
    public void What_is_no_list_of_products_is_refused(string items) => Assert.Throws<InvalidDataException>(() => WrittenShop.Read(items));

    [Fact]
    public void An_instruction_without_attributes_is_refused()
    {
        string attributes = WrittenShop.Attributes.Replace("\"instruction_attributes\": [\"soft\"]", "\"instruction_attributes\": []", StringComparison.Ordinal);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => WrittenShop.Read(attributes: attributes));
        Assert.StartsWith("items_ins_v2.json, entry 1 ('B000000001'): found an instruction without", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_any_length_is_read_with_one_product_in_memory_wherever_its_parts_are_cut()
    {
        string one = WrittenShop.Items[WrittenShop.Items.IndexOf("{\"asin\": \"B000000002\"", StringComparison.Ordinal)..];
        one = one[..(one.IndexOf('}', StringComparison.Ordinal) + 1)];
        string[] many = [.. Enumerable.Range(0, 3000).Select(i => one.Replace("B000000002", $"C{i}", StringComparison.Ordinal))];

        Catalogue catalogue = WrittenShop.Read($"\uFEFF[{string.Join(",\n\n", many)}]\n\n");

        Assert.Equal(3000, catalogue.Products.Count);
        Assert.Equal("C2999", catalogue.Products[^1].Asin);
        Assert.Same(catalogue.Products[0].Query, catalogue.Products[^1].Query);
    }

    [Fact]
    public void A_product_larger_than_the_first_buffer_is_read_and_one_beyond_any_bound_is_refused()
    {
        Assert.Equal(300_000, WrittenShop.Read(With(300_000)).Products[0].Description.Length);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => WrittenShop.Read(With(JsonItems.MaxItemBytes + 1)));
        Assert.Contains("product 1, after byte ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("more than 4 MiB", fault.Message, StringComparison.Ordinal);

        static string With(int letters) => WrittenShop.Items.Replace("It shines.", new string('x', letters), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_several_sizes_are_refused_until_one_is_named()
    {
        WrittenShop.Write(_folder.Path);
        File.Move(_folder.File("items_human_ins.json"), _folder.File("items_human_ins_small.json"));
        File.Copy(_folder.File("items_shuffle.json"), _folder.File("items_shuffle_1000.json"));
        File.WriteAllText(_folder.File("items_ins_v2_1000.json"), "{}");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => CatalogueFiles.Load(_folder.Path));
        Assert.Contains("items_shuffle.json, items_shuffle_1000.json", fault.Message, StringComparison.Ordinal);

        Assert.Equal("DUMMY_ATTR", CatalogueFiles.Load(_folder.File("items_shuffle_1000.json")).Products[0].Attributes[0]);
        Catalogue whole = CatalogueFiles.Load(_folder.File("items_shuffle.json"));
        Assert.Equal("soft", whole.Products[0].Attributes[0]);
        Assert.Single(whole.People);
    }

    [Fact]
    public void Missing_files_are_named_and_peoples_sentences_may_be_missing()
    {
        Assert.Contains("items_shuffle*.json", Assert.Throws<FileNotFoundException>(() => CatalogueFiles.Load(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => CatalogueFiles.Load(_folder.File("nowhere")));
        Assert.Contains("''", Assert.Throws<FileNotFoundException>(() => CatalogueFiles.Load("")).Message, StringComparison.Ordinal);

        WrittenShop.Write(_folder.Path, people: null);
        Assert.Empty(CatalogueFiles.Load(_folder.Path).People);
        File.Delete(_folder.File("items_ins_v2.json"));
        Assert.Contains("items_ins*.json", Assert.Throws<FileNotFoundException>(() => CatalogueFiles.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_goes_on_after_faults_and_counts_those_that_it_does_not_keep()
    {
        string items = WrittenShop.Items.Replace("\"$12.99\"", "7", StringComparison.Ordinal).Replace("\"$9.50 - ", "\"", StringComparison.Ordinal)
            .Replace("{\"asin\": \"B0000000012\"}", "null", StringComparison.Ordinal);
        WrittenShop.Write(_folder.Path, items, attributes: WrittenShop.Attributes[..^1], people: "[]");

        CatalogueCheck check = CatalogueCheck.Of(_folder.Path, mostFaults: 3, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["B000000002", "B000000003"], check.Catalogue.Products.Select(one => one.Asin));
        Assert.Equal(["product 1 ('B000000001')", "product 3"], check.Faults.Take(2).Select(fault => fault.Place));
        Assert.StartsWith("entry 4, after byte ", check.Faults[2].Place, StringComparison.Ordinal);
        Assert.Equal((4, 3), (check.FaultCount, check.Faults.Count));
        Assert.Equal((1, 1), (check.Tally.Nameless, check.Tally.Repeated));
    }

    [Fact]
    public void A_check_does_not_read_a_file_to_its_end_that_holds_something_else()
    {
        WrittenShop.Write(_folder.Path, $"[{string.Join(',', Enumerable.Repeat("7", 2 * CatalogueReader.MostFaulty))}]");

        Assert.Equal(CatalogueReader.MostFaulty, CatalogueCheck.Of(_folder.Path, cancellation: TestContext.Current.CancellationToken).FaultCount);
    }

    [Fact]
    public void A_check_can_be_broken_off()
    {
        WrittenShop.Write(_folder.Path);
        Assert.Throws<OperationCanceledException>(() => CatalogueCheck.Of(_folder.Path, cancellation: new CancellationToken(canceled: true)));
    }

    private static RawProduct Raw(string pricing) => new("A", "", "", pricing, [], [], "", "", "");
}
