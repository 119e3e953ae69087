using System.Text;
using ThreeSpo.Cli;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>A settings file, up to the settings that a run gets.</summary>
internal sealed class SettingsFileReader : UntrustedReader
{
    public override string Name => "settings file";

    public override IReadOnlyList<byte[]> Sound { get; } =
    [
        "{ \"preset\": \"branch\", \"seed\": 3, \"clip\": 2e-1, \"indicatorInReward\": true, \"actions\": \"3e5\", }"u8.ToArray(),
        "{ // a comment\n \"world\": \"corridor\", \"policy\": \"start\", \"out\": \"runs\", \"maxSteps\": 20, \"evalTemperature\": 0.4 }"u8.ToArray(),
        [.. Encoding.UTF8.Preamble, .. "{ \"preset\": \"paper\" }"u8],
    ];

    public override bool IsRefusal(Exception fault) => fault is UserMistakeException || base.IsRefusal(fault);

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File("mine.json"), input);
        SettingsSource source = SettingsSource.Read([Folder.File("mine.json")]);
        Assert.NotNull(source.Run);
        Assert.NotNull(source.Method);
    }
}

/// <summary>A study's recipe.</summary>
internal sealed class RecipeFileReader : UntrustedReader
{
    public override string Name => "recipe";

    public override IReadOnlyList<byte[]> Sound { get; } =
    [
        "{ \"variants\": [{ \"name\": \"a\", \"settings\": { \"preset\": \"grpo\" } }], \"seeds\": 3, \"baseline\": \"a\", \"threshold\": 0.5, }"u8.ToArray(),
        "{ // a comment\n \"title\": \"t\", \"settings\": { \"clip\": 2e-1 }, \"parts\": [{ \"name\": \"p\", \"label\": \"P\" }], \"variants\": [{ \"name\": \"b\", \"parts\": [\"p\"] }], \"seeds\": [4, 5], \"budget\": \"tokens\", \"tune\": { \"values\": [0.1, \"0.2\"], \"seeds\": [9], \"actions\": 50 } }"u8.ToArray(),
    ];

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(Folder.File("mine.json"), input);
        Recipe recipe = RecipeReader.Read(Folder.File("mine.json"));
        Assert.NotEmpty(recipe.Variants);
        Assert.NotEmpty(recipe.Seeds);
    }
}

/// <summary>A light policy whose checksum is damaged, and one whose checksum was made after the damage.</summary>
internal sealed class LightPolicyReader : UntrustedReader
{
    private static readonly string Features = new AlfworldFeatures().Name;

    public override string Name => "light policy";

    public override IReadOnlyList<byte[]> Sound { get; } = [Written(0), Written(50)];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages =>
    [
        ByteDamage.Do,
        (whole, chance) => Sealed(ByteDamage.Do(whole[..^32], chance)),
        (whole, chance) => Sealed([.. whole[..13], .. ByteDamage.Do(whole[13..^32], chance)]),
    ];

    public override void Read(byte[] input)
    {
        LightWeights weights = LightPolicyFile.Read(input, "some.light", Features);
        Assert.All(weights.Values, weight => Assert.True(float.IsFinite(weight)));
    }

    private static byte[] Sealed(byte[] body) => [.. body, .. System.Security.Cryptography.SHA256.HashData(body)];

    private static byte[] Written(int weights)
    {
        using var folder = new TemporaryFolder();
        var some = new LightWeights();
        for (int i = 0; i < weights; i++)
            some.Values[i * 700] = 1f / (i + 1);

        LightPolicyFile.Save(folder.File("a"), some, Features);
        return File.ReadAllBytes(folder.File("a"));
    }
}

/// <summary>A model's answer, as both kinds of prompts read it. There is nothing to refuse: an answer that means nothing is badly formed.</summary>
internal sealed class AnswerReader : UntrustedReader
{
    public override string Name => "answers";

    public override IReadOnlyList<byte[]> Sound { get; } =
        [.. new[] { "go to cabinet 1", "<think>A mug.</think><action>take mug 1</action>", "", "</action><action>" }.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, (_, chance) => Encoding.Unicode.GetBytes(Noise(chance))];

    public override bool IsRefusal(Exception fault) => false;

    public override void Read(byte[] input)
    {
        // Read as UTF-16 too, in which halves of surrogate pairs are possible.
        foreach (string answer in new[] { Encoding.UTF8.GetString(input), string.Concat(input.Chunk(2).Where(two => two.Length == 2).Select(two => (char)(two[0] | (two[1] << 8)))) })
        {
            Assert.NotNull(PlainAnswer.Read(answer).Action);
            Assert.NotNull(TaggedAnswer.Read(answer).Action);
        }
    }

    private static string Noise(Chance chance) => string.Concat(Enumerable.Range(0, chance.Below(200)).Select(_ => (char)chance.Below(0x10000)));
}
