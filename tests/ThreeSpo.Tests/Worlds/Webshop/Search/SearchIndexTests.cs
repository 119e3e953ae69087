using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

public sealed class SearchIndexTests
{
    [Fact]
    public void The_best_match_comes_first()
    {
        SearchIndex index = SearchIndex.Build([SmallCatalogue.Product("B1", "blue lamp"), SmallCatalogue.Product("B2", "red shoe"), SmallCatalogue.Product("B3", "red lamp")]);
        Assert.Equal([1, 2], index.Search("red shoes").Select(hit => hit.Product));
    }

    [Fact]
    public void A_score_is_that_of_the_formula()
    {
        SearchIndex index = SearchIndex.Build([SmallCatalogue.Product("B1", "red red shoe"), SmallCatalogue.Product("B2", "lamp")]);

        // N 2, df 1, tf 2, dl 3, avgdl 2: ln(1 + 1.5 / 1.5) · (1 − 1 / (1 + 2 / (0.9 · (0.6 + 0.4 · 1.5)))), and that twice, as the query says red twice.
        Assert.Equal(2 * Math.Log(2) * (1 - (1 / (1 + (2 / (0.9 * 1.2))))), Assert.Single(index.Search("red RED")).Score, 5);
    }

    [Fact]
    public void Title_description_first_bullet_and_options_are_searched_and_nothing_else()
    {
        Product product = SmallCatalogue.Product("Bx", "aa1", "bb1", ["cc1", "dd1"], [new OptionGroup("ee1", ["ff1", "gg1"])]);
        SearchIndex index = SearchIndex.Build([product]);
        Assert.All(["aa1", "bb1", "cc1", "ee1", "ff1", "gg1"], word => Assert.Single(index.Search(word)));
        Assert.All(["dd1", "bx", "and"], word => Assert.Empty(index.Search(word)));
    }

    [Fact]
    public void Equal_products_come_by_ascending_asin_whatever_their_order()
    {
        string[] asins = [.. Enumerable.Range(0, 100).Select(i => $"B{i * 37 % 100:000}")];
        SearchIndex index = SearchIndex.Build([.. asins.Select(asin => SmallCatalogue.Product(asin, "lamp"))]);
        Assert.Equal(asins.Order(StringComparer.Ordinal).Take(50), index.Search("lamp").Select(hit => asins[hit.Product]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("the of and")]
    [InlineData("zzzzqqq")]
    public void Nothing_is_found_where_no_token_matches(string query) => Assert.Empty(SearchIndex.Build(SmallCatalogue.Drawn(0, 20)).Search(query));

    [Fact]
    public void A_catalogue_without_products_or_words_is_searched_in_vain()
    {
        Assert.Empty(SearchIndex.Build([]).Search("lamp"));
        Assert.Empty(SearchIndex.Build([SmallCatalogue.Product("B1", "")]).Search("lamp"));
    }

    [Fact]
    public void Less_than_one_hit_cannot_be_asked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchIndex.Build([]).Search("lamp", 0));

    [Fact]
    public void Hits_equal_those_of_a_search_that_looks_at_every_product()
    {
        for (int number = 0; number < 60; number++)
        {
            var chance = new Chance("slow search", number);
            Product[] products = SmallCatalogue.Drawn(number, 1 + chance.Below(60));
            SearchIndex index = SearchIndex.Build(products);
            string query = SmallCatalogue.Text(chance, 8);
            int most = 1 + chance.Below(60);
            Assert.Equal(SlowSearch.Search(products, query, most), index.Search(query, most));
        }
    }

    [Fact]
    public void More_products_than_are_scored_at_once_are_found_the_same()
    {
        Product[] products = SmallCatalogue.Drawn(7, 9500);
        SearchHit[] all = SlowSearch.Search(products, "red running shoes", 9500);
        SearchIndex index = SearchIndex.Build(products);
        Assert.Equal(all.Take(50), index.Search("red running shoes"));
        Assert.Equal(all, index.Search("red running shoes", int.MaxValue));
    }

    [Fact]
    public void Any_number_of_threads_makes_the_same_index()
    {
        Product[] products = SmallCatalogue.Drawn(3, 3000);
        Postings one = SearchIndex.Build(products, threads: 1).Postings;
        Postings many = SearchIndex.Build(products, threads: 7).Postings;
        Assert.Equal(one.Terms.Letters, many.Terms.Letters);
        Assert.Equal(one.Starts, many.Starts);
        Assert.Equal(one.Matches, many.Matches);
        Assert.Equal(one.Frequencies, many.Frequencies);
    }

    [Fact]
    public void Many_threads_search_at_once_and_find_the_same()
    {
        SearchIndex index = SearchIndex.Build(SmallCatalogue.Drawn(4, 2000));
        string[] queries = [.. Enumerable.Range(0, 200).Select(i => SmallCatalogue.Text(new Chance("threads", i), 9))];
        IReadOnlyList<SearchHit>[] alone = [.. queries.Select(query => index.Search(query))];
        IReadOnlyList<SearchHit>[] together = new IReadOnlyList<SearchHit>[queries.Length];
        Parallel.For(0, queries.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = index.Search(queries[i]));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Hits_descend_and_share_a_token_with_the_query()
    {
        for (int number = 0; number < 100; number++)
        {
            Product[] products = SmallCatalogue.Drawn(number, 80);
            string query = SmallCatalogue.Text(new Chance("shares", number), 6);
            IReadOnlyList<SearchHit> hits = SearchIndex.Build(products).Search(query);
            Assert.Equal(hits.OrderByDescending(hit => hit.Score).Select(hit => hit.Score), hits.Select(hit => hit.Score));
            Assert.All(hits, hit => Assert.NotEmpty(Analyzer.Tokens(query).Intersect(SearchText.Parts(products[hit.Product]).SelectMany(Analyzer.Tokens))));
        }
    }

    [Fact]
    public void More_copies_of_a_token_in_a_text_of_the_same_length_never_lower_its_score()
    {
        for (int length = 1; length < 100; length += 7)
        {
            float before = 0;
            for (int copies = 1; copies <= length; copies++)
            {
                string text = string.Join(' ', Enumerable.Repeat("red", copies).Concat(Enumerable.Repeat("lamp", length - copies)));
                float score = SearchIndex.Build([SmallCatalogue.Product("B1", text), SmallCatalogue.Product("B2", "shoe")]).Search("red")[0].Score;
                Assert.True(score >= before, $"{copies} of {length}: {score} after {before}.");
                before = score;
            }
        }
    }

    [Fact]
    public void Any_text_can_be_searched_for()
    {
        SearchIndex index = SearchIndex.Build(SmallCatalogue.Drawn(5, 100));
        for (int number = 0; number < 2000; number++)
            Assert.InRange(index.Search(RandomText.Of(new Chance("query", number))).Count, 0, 50);
    }

    [Fact]
    public void Of_a_huge_query_the_beginning_is_looked_at()
    {
        SearchIndex index = SearchIndex.Build([SmallCatalogue.Product("B1", "lamp"), SmallCatalogue.Product("B2", "shoe")]);
        string words = string.Join(' ', Enumerable.Range(0, SearchIndex.MostQueryTokens - 1).Select(i => $"w{i}"));

        Assert.Equal([0], index.Search($"{words} lamp shoe").Select(hit => hit.Product));
        Assert.Empty(index.Search(new string(' ', SearchIndex.MostQueryLength) + "lamp"));
        Assert.Equal(index.Search("lamp"), index.Search("lamp" + new string(' ', 10_000_000)));
    }
}
