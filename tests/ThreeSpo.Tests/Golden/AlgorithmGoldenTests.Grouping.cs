using System.Text.Json;
using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Golden;

/// <summary>Step groups and the similarity of texts against recordings of the reference.</summary>
public sealed partial class AlgorithmGoldenTests
{
    [Fact]
    public void Step_groups_equal_the_references()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("build_step_group"))
        {
            int[] expected = [.. one.Out.GetProperty("group").EnumerateArray().Select(label => label.GetInt32())];
            int[] actual = Grouped(one);
            Assert.True(expected.SequenceEqual(actual), $"{one.Label}: recorded {string.Join(' ', expected)}, computed {string.Join(' ', actual)}.");
        }
    }

    [Fact]
    public void Similarity_ratios_equal_those_of_difflib()
    {
        foreach (GoldenCase one in GoldenFolder.Cases("sequence_matcher_ratio"))
        {
            string a = one.Text("a");
            string b = one.Text("b");
            double ratio = Number(one, "ratio");
            Compare.Close(ratio, SequenceSimilarity.Ratio(a, b), Compare.Double, one.Label);

            if (one.Out.TryGetProperty("matches", out JsonElement matches))
                Assert.Equal(matches.GetInt32(), SequenceSimilarity.Matches(a, b));

            Assert.True(SequenceSimilarity.AtLeast(a, b, ratio), one.Label);
            Assert.False(SequenceSimilarity.AtLeast(a, b, ratio + 1e-9), one.Label);
        }
    }

    private static int[] Grouped(GoldenCase one)
    {
        string[] anchors = [.. one.In.GetProperty("anchor_obs").EnumerateArray().Select(Canonical)];
        int[] group = new int[anchors.Length];
        int count = one.Flag("enable_similarity")
            ? StepGrouping.Similar(anchors, one.Labels("index"), one.Number("similarity_thresh"), group)
            : StepGrouping.Exact(anchors, one.Labels("index"), group);

        Assert.Equal(group.Distinct().Count(), count);
        return group;
    }

    /// <summary>A text for any anchor, equal where Python holds two anchors equal: there 1, 1.0 and True are one number.</summary>
    private static string Canonical(JsonElement anchor) => anchor.ValueKind switch
    {
        JsonValueKind.String => anchor.GetString()!,
        JsonValueKind.Number => $"\u0001{anchor.GetDouble():R}",
        JsonValueKind.True => "\u00011",
        JsonValueKind.False => "\u00010",
        JsonValueKind.Array => $"\u0002{string.Join('\u0003', anchor.EnumerateArray().Select(Canonical))}\u0004",
        _ => $"\u0005{anchor.GetRawText()}",
    };
}
