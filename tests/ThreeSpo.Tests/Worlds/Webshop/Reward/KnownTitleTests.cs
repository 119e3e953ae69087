using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

/// <summary>
/// The rule against the few title scores that spaCy is known to have given. They need not be equal: the tests bound how far they are.
/// Where a recording does not say what was bought, it still says what the number of nouns wanted is a multiple of.
/// </summary>
public sealed class KnownTitleTests
{
    private static readonly RuleNouns Rule = new();

    [Fact]
    public void Titles_have_about_as_many_nouns_as_spacy_finds()
    {
        List<double> deviations = [];
        foreach ((string title, double score) in Scored())
        {
            int counted = Rule.Of(title).Count;
            int known = Denominator(score, counted);
            deviations.Add(Math.Abs(counted - known) / (double)known);
            TestContext.Current.TestOutputHelper!.WriteLine($"{counted} nouns, spaCy {known}: {title}");
        }

        double mean = deviations.Average();
        TestContext.Current.TestOutputHelper!.WriteLine($"Mean deviation {mean:P1} of {deviations.Count} titles.");
        Assert.InRange(mean, 0, 0.1);
    }

    [Fact]
    public void Pairs_of_titles_score_about_what_spacys_nouns_score_and_are_of_the_same_type()
    {
        List<double> deviations = [];
        foreach (JsonElement one in WebshopGolden.Lines("spacy_known_title_scores.jsonl").OfKind(one => one.IfAny("purchased_name") is not null, "pairs of titles"))
        {
            double known = one.Number("title_score");
            double score = TypeMatch.TitleScore(Rule.Of(one.Text("goal_name")), Rule.Of(one.Text("purchased_name")));
            deviations.Add(Math.Abs(score - known));
            TestContext.Current.TestOutputHelper!.WriteLine($"{score:F3}, spaCy {known}: {one.GetProperty("goal_name")}");
            Assert.Equal(TypeMatch.Of(false, false, known), TypeMatch.Of(false, false, score));
        }

        Assert.InRange(deviations.Average(), 0, 0.05);
    }

    /// <summary>Wanted titles and their scores: those of the recording, and of other people's sessions where these are at hand.</summary>
    private static IEnumerable<(string Title, double Score)> Scored()
    {
        Dictionary<string, double> scores = [];
        foreach (JsonElement one in WebshopGolden.Lines("spacy_known_title_scores.jsonl").Where(one => one.IfAny("reward_info") is not null))
            scores[one.Text("goal_name")] = one.GetProperty("reward_info").GetProperty("title_score").GetDouble();

        string sessions = Path.Combine(GoldenFolder.Data, "webshop", "human_trajectories");
        string[] files = Directory.Exists(sessions) ? Directory.GetFiles(sessions, "*.jsonl") : [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            using var last = JsonDocument.Parse(File.ReadLines(file).Last());
            if (last.RootElement.TryGetProperty("reward_info", out JsonElement info))
                scores[last.RootElement.GetProperty("goal").GetProperty("name").GetString()!] = info.GetProperty("title_score").GetDouble();
        }

        return scores.Select(one => (one.Key, one.Value));
    }

    /// <summary>The number of nouns nearest to one counted of which a score is a whole share.</summary>
    private static int Denominator(double score, int counted) =>
        Enumerable.Range(1, 60).Where(count => Math.Abs((score * count) - Math.Round(score * count)) < 1e-9).MinBy(count => Math.Abs(count - counted));
}
