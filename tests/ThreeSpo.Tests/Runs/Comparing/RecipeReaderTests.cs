using ThreeSpo.Runs.Comparing;
using ThreeSpo.Settings;

namespace ThreeSpo.Tests.Runs.Comparing;

public sealed class RecipeReaderTests
{
    [Fact]
    public void A_recipe_has_parts_variants_seeds_and_what_is_tested_against()
    {
        Recipe recipe = RecipeReader.Parse("""
            { // Comments and trailing commas are allowed.
              "title": "Two", "settings": { "world": "corridor", "actions": 3000 },
              "parts": [{ "name": "warm", "label": "from the start" }, { "name": "cold", "settings": { "policy": "zero" } }],
              "variants": [{ "name": "a", "settings": { "preset": "grpo" } }, { "name": "b", "label": "Bee", "parts": ["cold"] },],
              "seeds": 3, "baseline": "a", "threshold": 0.5, "budget": "tokens",
              "tune": { "setting": "learningRate", "values": [0.01, "0.03"], "seeds": [101] },
            }
            """, "r.json");

        Assert.Equal(["warm", "cold"], recipe.Parts.Select(part => part.Name));
        Assert.Equal(("policy", "zero"), (recipe.Parts[1].Settings[0].Key, recipe.Parts[1].Settings[0].Value));
        Assert.Equal([1L, 2, 3], recipe.Seeds);
        Assert.Equal(["a"], recipe.Baselines);
        Assert.Equal((0.5, BudgetUnit.Tokens), (recipe.Threshold, recipe.Budget));
        Assert.Equal(["0.01", "0.03"], recipe.Tune!.Values);
        Assert.False(recipe.Variants[1].IsIn(recipe.Parts[0]));
        Assert.True(recipe.Variants[0].IsIn(recipe.Parts[0]));
    }

    [Fact]
    public void Without_parts_there_is_one() =>
        Assert.Equal("main", RecipeReader.Parse("""{ "title": "t", "variants": [{ "name": "a" }], "seeds": [4] }""", "r.json").Parts.Single().Name);

    [Fact]
    public void Every_unknown_key_is_told_with_what_was_probably_meant()
    {
        IReadOnlyList<string> faults = Faults("""{ "titel": "t", "variants": [{ "name": "a", "setings": {} }], "seeds": 1 }""");

        Assert.Equal(2, faults.Count);
        Assert.Contains("no 'titel' here. Did you mean 'title'?", faults[0], StringComparison.Ordinal);
        Assert.Contains("r.json, variants[0]: there is no 'setings' here. Did you mean 'settings'?", faults[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "variants": [], "seeds": 1 }""", "has no variants")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": [1, 1] }""", "list of different whole numbers")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 100000 }""", "up to 1000")]
    [InlineData("""{ "variants": [{ "name": "a" }] }""", "has no 'seeds'")]
    [InlineData("""{ "variants": [{ "name": "../a" }], "seeds": 1 }""", "becomes a folder's name")]
    [InlineData("""{ "variants": [{ "name": ".a" }], "seeds": 1 }""", "becomes a folder's name")]
    [InlineData("""{ "variants": [{ "name": "a" }, { "name": "A" }], "seeds": 1 }""", "given twice")]
    [InlineData("""{ "variants": [{ "name": "grpo" }], "seeds": 1, "baseline": "grop" }""", "Did you mean 'grpo'?")]
    [InlineData("""{ "variants": [{ "name": "a", "parts": ["x"] }], "seeds": 1 }""", "which is no part")]
    [InlineData("""{ "variants": [{ "name": "a", "settings": { "seed": 3 } }], "seeds": 1 }""", "'seed' is decided for each run by the study")]
    [InlineData("""{ "variants": [{ "name": "a", "settings": { "x": [1] } }], "seeds": 1 }""", "settings are flat")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "threshold": 0 }""", "above 0")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "budget": "hours" }""", "\"actions\" or \"tokens\"")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "tune": { "setting": "clip", "values": [1, 2], "seeds": [1] } }""", "one of the study's own")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "title": "\ud800" }""", "no Unicode")]
    [InlineData("{ }", "has no variants")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "tune": { "values": [1, 2], "sedes": [9] } }""", "r.json, tune: there is no 'sedes' here")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "tune": { "setting": "Seed", "values": [1, 2], "seeds": [9] } }""", "tune: 'Seed' is decided for each run by the study")]
    [InlineData("""{ "variants": [{ "name": "a" }], "seeds": 1, "tune": { "values": [0.01, 1e-2], "seeds": [9] } }""", "tune: the value '1e-2' is given twice")]
    [InlineData("[1]", "found Array")]
    [InlineData("{ \"title\": ", "not JSON")]
    public void What_is_wrong_is_told_in_a_line(string json, string what)
    {
        IReadOnlyList<string> faults = Faults(json);

        Assert.Contains(faults, fault => fault.Contains(what, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.DoesNotContain('\n', fault));
    }

    [Fact]
    public void A_recipe_that_is_not_there_is_told() =>
        Assert.Contains("There is no recipe at", Assert.Throws<SettingsException>(() => RecipeReader.Read("/no/such.json")).Message, StringComparison.Ordinal);

    private static IReadOnlyList<string> Faults(string json) => Assert.Throws<SettingsException>(() => RecipeReader.Parse(json, "r.json")).Faults;
}
