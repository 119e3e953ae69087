using System.Text;
using System.Text.Json.Nodes;
using ThreeSpo.Settings;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Security.Readers;
using ThreeSpo.Tests.Torch.Text;
using ThreeSpo.Tests.Worlds.Alfworld;
using ThreeSpo.Torch.Text;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Security;

/// <summary>Inputs made to cost more than they weigh, and those that fuzzing found.</summary>
public sealed class HostileInputTests
{
    [Theory]
    [InlineData(@"(a|(a+)+aa)+$\s*\1")]
    [InlineData(@"(?:a?){1000000}")]
    [InlineData(@"(((a{1000}){1000}){1000})b")]
    [InlineData(@"(?=(a+)+$)a")]
    [InlineData(@"(?<!a+)b")]
    public void A_pattern_that_could_keep_a_text_busy_or_make_it_grow_is_refused(string pattern)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => WithPattern(pattern));
        Assert.Contains("pattern is not understood", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+b")]
    [InlineData("(.*)*x")]
    public async Task A_pattern_that_would_go_back_and_forth_for_ever_is_done_with_a_long_text(string pattern)
    {
        Tokenizer tokenizer = WithPattern(pattern);
        string text = new('a', 3000);

        Assert.Equal(text, await DoneAsync(() => tokenizer.Decode(tokenizer.Encode(text))));
    }

    [Fact]
    public void A_pattern_longer_than_any_is_refused() =>
        Assert.Throws<InvalidDataException>(() => WithPattern(string.Join('|', Enumerable.Repeat("a", 5000))));

    [Theory]
    [InlineData(PreTokenizerPatterns.Qwen2)]
    [InlineData(PreTokenizerPatterns.Llama3)]
    [InlineData(PreTokenizerPatterns.Gpt2)]
    [InlineData(PreTokenizerPatterns.Worlds)]
    public async Task The_known_patterns_cut_a_million_letters_of_any_kind(string pattern)
    {
        // So many that a splitter whose time grows with the square of the text is not done for an hour.
        var splitter = new PieceSplitter(pattern);
        foreach (string unit in new[] { "a", " ", "\n", " \n", "'", "1", ".", " a", "\r", "\t ", "'s" })
        {
            string text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)) + "x";
            Assert.Equal(text.Length, await DoneAsync(() => splitter.Cut(text).Sum(piece => piece.Length)));
        }
    }

    [Fact]
    public void A_name_in_a_game_that_is_no_unicode_is_refused()
    {
        string json = Encoding.UTF8.GetString(WrittenGame.Shipped(TinyGame.Facts())).Replace("\"solvable\"", "\"solv\\ud800able\"", StringComparison.Ordinal);

        GameFormatException fault = Assert.Throws<GameFormatException>(() => TwPddlReader.Read(Encoding.UTF8.GetBytes(json), "g", "game"));

        Assert.Contains("not valid Unicode", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parsers_message_that_quotes_half_a_game_is_cut()
    {
        byte[] line = Encoding.UTF8.GetBytes($"{{\"id\": {new string('t', 10_000)}}}");
        Assert.InRange(Assert.Throws<GameFormatException>(() => new CompactReader(AlfworldVersion.V213).Read(line, "line 1")).Message.Length, 40, 400);
    }

    [Fact]
    public void A_generated_games_name_of_any_length_is_cut_in_messages() =>
        Assert.InRange(Assert.Throws<GameFormatException>(() => ThreeSpo.Worlds.Alfworld.Generation.GameGenerator.FromId(new string('w', 20_000))).Message.Length, 40, 400);

    [Fact]
    public void A_game_of_as_many_classes_as_may_be_takes_memory_in_proportion_to_its_line()
    {
        GameFacts facts = TinyGame.Facts() with
        {
            Receptacles = [new("fridge_bar_1", "fridge", "loc_bar_1", true), .. Enumerable.Range(0, 511).Select(i => new ReceptacleFacts($"r{i}_bar_1", $"r{i}", $"l_bar_{i}", false))],
            Objects = [TinyGame.Facts().Objects[0] with { In = [1] }, .. Enumerable.Range(0, 511).Select(i => new ObjectFacts($"o{i}_bar_1", $"o{i}", Affordances.Pickupable, [i], []))],
            Cool = [],
            InObject = [],
        };
        byte[] line = WrittenGame.Compact(facts);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var game = new AlfworldGame(new CompactReader(AlfworldVersion.V213).Read(line, "line 1"));

        Assert.Equal(512, game.ReceptacleCount);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128L * line.Length);
    }

    [Theory]
    [InlineData(513, 1)]
    [InlineData(1, 513)]
    public void A_game_of_more_things_than_may_be_is_refused(int receptacles, int objects)
    {
        GameFacts facts = TinyGame.Facts() with
        {
            Receptacles = [.. Enumerable.Range(0, receptacles).Select(i => new ReceptacleFacts($"r_bar_{i}", "r", "l_bar_1", false))],
            Objects = [.. Enumerable.Range(0, objects).Select(i => new ObjectFacts($"o_bar_{i}", "o", Affordances.None, [], []))],
            Cool = [],
            InObject = [],
        };
        Assert.Contains("513", Assert.Throws<GameFormatException>(() => new AlfworldGame(facts)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_of_thousands_of_names_is_refused_in_one_line()
    {
        var many = new JsonObject(Enumerable.Range(0, 50_000).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)1)));

        Assert.Contains("holds 50000 settings", Assert.Single(Assert.Throws<SettingsException>(() => SettingsFile.Parse(many.ToJsonString(), "mine.json")).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void More_merges_than_there_are_ids_are_not_all_read()
    {
        using var folder = new TemporaryFolder();
        SmallTokenizer.Shared.Save(folder.Path);
        File.Delete(folder.File("tokenizer.json"));
        File.WriteAllText(folder.File("merges.txt"), string.Concat(Enumerable.Repeat("a b\n", TokenizerParts.MostIds + 10)));

        Assert.Contains("more than 1048576 merges", Assert.Throws<InvalidDataException>(() => Tokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    /// <summary>What work comes to, unless it is never done: by then the processors may have been busy with anything else.</summary>
    private static async Task<T> DoneAsync<T>(Func<T> work)
    {
        Task<T> done = Task.Run(work, TestContext.Current.CancellationToken);
        Assert.Same(done, await Task.WhenAny(done, Task.Delay(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)));
        return await done;
    }

    private static Tokenizer WithPattern(string pattern) =>
        SmallTokenizer.Read(SmallTokenizer.Json(json => json["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"] = pattern));
}
