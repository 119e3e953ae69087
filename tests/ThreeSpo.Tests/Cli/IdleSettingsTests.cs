using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Settings;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Cli;

public sealed class IdleSettingsTests
{
    /// <summary>A rule, settings under which its keys are idle, and settings under which they are not.</summary>
    /// <param name="First">The rule's first key; with what it needs, its name.</param>
    /// <param name="Needs">What the rule says that it needs.</param>
    /// <param name="Off">Settings that do not have it.</param>
    /// <param name="On">Settings that do.</param>
    private sealed record Case(string First, string Needs, string Off, string On)
    {
        public IdleSettings.Rule Rule => IdleSettings.Rules.Single(rule => rule.Keys[0] == First && rule.Needs == Needs);
    }

    private const string Failing = "maxSteps=7 maxFailures=3 minSuccessRate=0.5 explored=node";
    private const string Wide = "preset=steps width=score cut=notAtRoot indicatorInReward=true clock=trajectories alpha=1 " + Failing;

    private const string NodeState =
        "goBack=lateByScore, goBack=archive, sampleCredit=wide with maxWidth above 1, or a bonus for new states (treeNovelty, episodeNovelty)";
    private const string Discount = "method=gigpo, hgpo, ppo or reinforce++, or method=3spo with trajectoryCredit=tree";
    private const string Weighing = "method=grpo, rloo, reinforce++baseline or gigpo, or method=hgpo with historyBase=true";

    private static readonly Case[] Cases =
    [
        new("games", "world=alfworld", "world=corridor", "world=alfworld"),
        new("trainGames", "world=alfworld with games=generated", "games=json_2.1.1", "games=generated"),
        new("unseenGames", "world=alfworld with generated games to measure on: panel=generated, or games=generated without a panel",
            "panel=json_2.1.1", "games=json_2.1.1 panel=generated"),
        new("catalogue", "world=webshop", "world=corridor", "world=webshop"),
        new("products", "catalogue=synthetic", "world=webshop catalogue=data", "world=webshop"),
        new("goalsPerProduct", "split=product", "world=webshop split=peer", "world=webshop"),
        new("updateEvery", "method=3spo", "preset=grpo", Wide + " frontier=random"),
        new("updateEvery", "method=3spo", "preset=gigpo", "preset=branch"),
        new("episodeNovelty", "a method of whole episodes, such as method=grpo", "preset=branch", "preset=grpo dynamicSampling=true maxSteps=6"),
        new("episodeNovelty", "a method of whole episodes, such as method=grpo", "preset=steps", "preset=rloo"),
        new("samplingRounds", "dynamicSampling=true", "preset=grpo", "preset=grpo dynamicSampling=true maxSteps=6"),
        new("state", "method=3spo, method=hgpo, or method=gigpo with similarity=1", "preset=grpo", "preset=gigpo"),
        new("state", "method=3spo, method=hgpo, or method=gigpo with similarity=1", "preset=gigpo similarity=0.9", "preset=steps state=gameText"),
        new("state", "method=3spo, method=hgpo, or method=gigpo with similarity=1", "preset=rloo", "preset=hgpo"),
        new("nodeState", NodeState, "preset=steps", "preset=branch nodeState=gameText"),
        new("nodeState", NodeState, "preset=branch goBack=lateUniform sampleCredit=wide", "preset=steps sampleCredit=wide"),
        new("nodeState", NodeState, "preset=grpo", "preset=grpo episodeNovelty=0.3 nodeState=world"),
        new("archiveProbability", "goBack=archive", "preset=branch", "preset=branch goBack=archive"),
        new("follow", "goBack=ranked", "preset=branch maxWidth=3", "preset=steps"),
        new("follow", "maxWidth above 1", "preset=steps maxWidth=1", "preset=steps frontier=deepest"),
        new("visits", "goBack=lateByScore, goBack=archive, a cut other than never, or maxWidth above 1", "preset=steps maxWidth=1", "preset=steps"),
        new("visits", "goBack=lateByScore, goBack=archive, a cut other than never, or maxWidth above 1", "preset=branch goBack=lateUniform", "preset=branch"),
        new("clock", "maxWidth above 1 with sampleCredit=stepReward, width=score, or goBack=ranked frontier=byScore", "preset=steps maxWidth=1", "preset=steps"),
        new("clock", "maxWidth above 1 with sampleCredit=stepReward, width=score, or goBack=ranked frontier=byScore",
            "preset=steps sampleCredit=wide clock=trajectories alpha=1", "preset=steps sampleCredit=wide width=score maxWidth=3 clock=trajectories alpha=1"),
        new("clock", "maxWidth above 1 with sampleCredit=stepReward, width=score, or goBack=ranked frontier=byScore",
            "preset=branch maxWidth=2 sampleCredit=wide frontier=byScore", "preset=steps sampleCredit=wide frontier=byScore maxWidth=3"),
        new("alpha", "clock=trajectories, iterations or depth", "preset=steps clock=constant", "preset=steps clock=depth alpha=1"),
        new("lambda", "clock=constant", "preset=steps clock=depth", "preset=steps clock=constant"),
        new("maxFailures", "a cut other than never, or maxWidth above 1 with indicatorInReward=true or goBack=ranked frontier=byScore",
            "preset=steps", "preset=steps cut=failure " + Failing),
        new("maxFailures", "a cut other than never, or maxWidth above 1 with indicatorInReward=true or goBack=ranked frontier=byScore",
            "preset=branch indicatorInReward=true", "preset=steps indicatorInReward=true " + Failing),
        new("width", "maxWidth above 1", "preset=branch", "preset=steps maxWidth=4 lambda=3 sampleCredit=wide"),
        new("noveltyBonus", "sampleCredit=wide", "preset=steps", "preset=steps sampleCredit=wide"),
        new("novelty", "maxWidth above 1 with sampleCredit=stepReward", "preset=branch", "preset=steps " + Failing),
        new("novelty", "maxWidth above 1 with sampleCredit=stepReward", "preset=steps sampleCredit=wide", "preset=steps maxFailures=1 omega=decaying"),
        new("omegaDecay", "omega=decaying", "preset=steps", "preset=steps omega=decaying"),
        new("omegaValue", "omega=constant", "preset=steps omega=decaying", "preset=steps"),
        new("advantage", "method=grpo, gigpo, hgpo or passAtK, maxWidth above 1, or trajectoryCredit=success", "preset=branch", "preset=steps maxWidth=1"),
        new("advantage", "method=grpo, gigpo, hgpo or passAtK, maxWidth above 1, or trajectoryCredit=success", "preset=branch", "preset=grpo"),
        new("stdFloor", "maxWidth above 1, or trajectoryCredit=success", "preset=branch advantage=meanStd", "preset=steps"),
        new("stdFloor", "advantage=meanStd", "preset=steps advantage=mean", "preset=steps"),
        new("treeNovelty", "trajectoryCredit=tree", "preset=steps", "preset=branch"),
        new("trajectoryWeight", "trajectoryCredit=success or trajectoryCredit=tree", "preset=branch trajectoryCredit=none maxWidth=2", "preset=branch"),
        new("stepWeight", "method=gigpo, or method=3spo with trajectoryCredit=tree", "preset=steps", "preset=branch"),
        new("stepWeight", "method=gigpo, or method=3spo with trajectoryCredit=tree", "preset=grpo", "preset=gigpo"),
        new("advantage", "method=grpo, gigpo, hgpo or passAtK, maxWidth above 1, or trajectoryCredit=success", "preset=rloo", "preset=hgpo"),
        new("discount", Discount, "preset=steps", "preset=branch"),
        new("discount", Discount, "preset=rloo", "preset=hgpo"),
        new("discount", Discount, "preset=passAtK", "preset=reinforce++"),
        new("discount", Discount, "preset=reinforce++baseline", "preset=ppo"),
        new("weighing", Weighing, "preset=branch", "preset=grpo"),
        new("weighing", Weighing, "preset=hgpo historyBase=false", "preset=hgpo"),
        new("weighing", Weighing, "preset=reinforce++", "preset=reinforce++baseline"),
        new("similarity", "method=gigpo", "preset=grpo", "preset=gigpo"),
        new("discount", "stepWeight above 0", "preset=gigpo stepWeight=0", "preset=gigpo"),
        new("discount", "stepWeight above 0", "preset=gigpo stepWeight=0", "preset=branch"),
        new("gaeLambda", "method=ppo", "preset=reinforce++", "preset=ppo"),
        new("sharedHistory", "method=hgpo", "preset=gigpo", "preset=hgpo"),
        new("historyAlpha", "sharedHistory above 0, or historyBase=true", "preset=hgpo sharedHistory=0 historyBase=false", "preset=hgpo historyBase=false"),
        new("clip", "objective=clipped or objective=cispo", "objective=reinforce passes=2", "objective=clipped passes=20"),
        new("clip", "objective=clipped or objective=cispo", "objective=reinforce passes=2", "objective=cispo passes=20"),
        new("dualClip", "objective=clipped", "objective=cispo passes=2", "objective=clipped passes=20 dualClip=1"),
        new("dualClip", "ratio=token, or a light policy", "policy=tiny ratio=sequence", "ratio=sequence passes=20 dualClip=1"),
        new("clipMask", "objective=cispo", "objective=clipped passes=2", "objective=cispo passes=20"),
        new("klTarget", "klWeight above 0", "klWeight=0", "klWeight=0.1"),
        new("klHorizon", "klWeight and klTarget above 0", "klWeight=0.1", "klWeight=0.1 klTarget=0.01"),
        new("dpoBeta", "objective=dpo", "preset=steps", "preset=steps objective=dpo"),
        new("valueClip", "method=ppo", "preset=grpo", "preset=ppo passes=20 valueRate=0.05"),
        new("valueWeight", "method=ppo with a language model, such as policy=tiny", "preset=ppo", "preset=ppo policy=tiny"),
        new("prompt", "a language model, such as policy=tiny", "policy=start", "policy=tiny decoding=free klWeight=0.1"),
        new("loraAlpha", "loraRank above 0", "policy=tiny", "policy=tiny loraRank=8"),
        new("invalidPenalty", "answers that can be invalid: a language model with decoding=free", "policy=start", "policy=tiny decoding=free"),
        new("invalidPenalty", "answers that can be invalid: a language model with decoding=free", "policy=tiny", "policy=tiny decoding=free"),
        new("answerTokens", "decoding=free, or aggregation=seqMeanTokenSumNorm", "policy=tiny", "policy=tiny aggregation=seqMeanTokenSumNorm"),
        new("stop", "decoding=free", "policy=tiny", "policy=tiny decoding=free"),
        new("freeTokens", "world=webshop with decoding=admissible", "policy=tiny", "policy=tiny world=webshop"),
        new("freeTokens", "world=webshop with decoding=admissible", "policy=tiny world=webshop decoding=free", "policy=tiny world=webshop"),
        new("promptPrice", "a light policy", "policy=tiny", "policy=start"),
        new("threads", "a light policy, device=cpu, or device=auto without a GPU", "policy=tiny device=cuda", "policy=tiny device=auto"),
        new("ratio", "objective=clipped", "policy=tiny objective=reinforce", "policy=tiny"),
        new("klEstimate", "klWeight above 0", "policy=tiny klWeight=0", "policy=tiny klWeight=0.1"),
        new("whitenAdvantages", "an objective other than dpo", "policy=tiny objective=dpo", "policy=tiny"),
        new("aggregation", "an objective other than dpo, klWeight above 0, or entropyWeight above 0", "policy=tiny objective=dpo klWeight=0",
            "policy=tiny objective=dpo entropyWeight=0.1"),
    ];

    private static readonly string[] Small =
        ["trees=4", "treeTrajectories=4", "treeActions=60", "maxSteps=12", "updateEvery=8", "learningRate=0.05"];

    private static readonly ConcurrentDictionary<MethodSettings, Task<string>> Learned = new();

    public static TheoryData<int, string> CasesAndKeys =>
        [.. Cases.SelectMany((one, i) => one.Rule.Keys.Select(key => new TheoryDataRow<int, string>(i, key)))];

    [Theory]
    [MemberData(nameof(CasesAndKeys))]
    public void A_rule_is_told_where_it_is_not_met_and_not_where_it_is(int number, string key)
    {
        Case it = Cases[number];

        Assert.Same(it.Rule, Told([.. it.Off.Split(' '), Other(it.Off, key)], key));
        Assert.NotSame(it.Rule, Told([.. it.On.Split(' '), Other(it.On, key)], key));
    }

    [Fact]
    public void Every_rule_has_a_case() => Assert.Equal(IdleSettings.Rules, Cases.Select(one => one.Rule).Distinct());

    [Fact]
    public void Every_key_that_can_be_idle_is_silent_somewhere()
    {
        IEnumerable<string> loud = IdleSettings.Rules.SelectMany(rule => rule.Keys).Distinct()
            .Where(key => !Cases.Any(one => one.Rule.Keys.Contains(key) && Told([.. one.On.Split(' '), Other(one.On, key)], key) is null));

        Assert.Empty(loud);
    }

    [Fact]
    public void Every_key_of_a_rule_is_a_setting() =>
        Assert.Empty(IdleSettings.Rules.SelectMany(rule => rule.Keys).Except(SettingsSource.NewSheet().All.Select(setting => setting.Key)));

    /// <summary>The rules are true: an idle setting, given another value, leaves the same weights behind.</summary>
    [Theory]
    [MemberData(nameof(CasesAndKeys))]
    public async Task What_is_told_to_be_idle_changes_nothing_that_is_learned(int number, string key)
    {
        string[] words = Cases[number].Off.Split(' ');

        Assert.Equal(await LearnAsync(words), await LearnAsync([.. words, Other(Cases[number].Off, key)]));
    }

    /// <summary>The rules say enough: a setting of the method that is silent somewhere changes what is learned there.</summary>
    [Fact]
    public async Task What_is_silent_changes_what_is_learned_somewhere()
    {
        HashSet<string> changed = [];
        HashSet<string> silent = [];
        foreach (Case one in Cases.Where(one => !one.On.Contains("tiny", StringComparison.Ordinal)))
        {
            string[] words = one.On.Split(' ');
            string before = await LearnAsync(words);
            foreach (string key in one.Rule.Keys.Where(key => Told([.. words, Other(one.On, key)], key) is null))
            {
                silent.Add(key);
                if (before != await LearnAsync([.. words, Other(one.On, key)]))
                    changed.Add(key);
            }
        }

        // These are for the world, which is always the same corridor here, or for the count of tokens.
        string[] worlds = ["promptPrice", "answerPrice", "games", "panel", "trainGames", "unseenGames", .. new SettingsSheet(typeof(WebshopSettings)).All.Select(setting => setting.Key)];
        Assert.Equal(worlds.Order(), silent.Except(changed).Order());
    }

    [Theory]
    [InlineData("preset=paper")]
    [InlineData("preset=reference", "policy=tiny")]
    [InlineData("preset=steps", "policy=tiny")]
    [InlineData("preset=branch", "world=corridor")]
    [InlineData("preset=scout")]
    [InlineData("preset=scout", "policy=tiny")]
    [InlineData("preset=grpo", "policy=tiny")]
    [InlineData("preset=gigpo")]
    [InlineData("preset=rloo")]
    [InlineData("preset=reinforce++", "policy=tiny")]
    [InlineData("preset=reinforce++baseline")]
    [InlineData("preset=remax")]
    [InlineData("preset=ppo")]
    [InlineData("preset=hgpo")]
    [InlineData("preset=passAtK")]
    [InlineData("preset=dapo")]
    [InlineData("preset=drgrpo", "policy=tiny")]
    [InlineData("preset=gspo", "policy=tiny")]
    [InlineData("preset=cispo")]
    public void What_a_preset_sets_is_never_told(params string[] words) => Assert.Empty(IdleSettings.In(SettingsSource.Read(words)));

    private static IdleSettings.Rule? Told(string[] words, string key) => IdleSettings.In(SettingsSource.Read(words)).SingleOrDefault(one => one.Key == key).Rule;

    /// <summary>A key with another value than the settings give it.</summary>
    private static string Other(string words, string key)
    {
        (Setting setting, string value, _) = SettingsSource.Read(words.Split(' ')).Values().Single(one => one.Setting.Key == key);
        string other = setting.Kind switch
        {
            SettingKind.Text => "elsewhere",
            SettingKind.Name => setting.Names.First(name => name != value),
            SettingKind.Truth => value == "true" ? "false" : "true",
            SettingKind.Whole when setting.Bounds is { Least: > 1 } bounds => $"{bounds.Least:0}",
            SettingKind.Whole => value == "1" ? "3" : "1",
            _ when setting.Bounds!.Value.Most <= 1 => value == "0.5" ? "0.9" : "0.5",
            _ => value == "2" ? "1" : "2",
        };
        return $"{key}={other}";
    }

    /// <summary>What the light policy learns in a few short corridors, as a hash of its weights. The same method learns once.</summary>
    private static Task<string> LearnAsync(string[] words) => Learned.GetOrAdd(SettingsSource.Read([.. Small, .. words]).Method, LearnAnewAsync);

    private static async Task<string> LearnAnewAsync(MethodSettings settings)
    {
        var weights = new LightWeights();
        var actor = new LightActor(weights, new TabularFeatures(), settings.Training.Temperature);
        TaskInstance[] tasks = [CorridorWorld.TaskOf(3), CorridorWorld.TaskOf(4), CorridorWorld.TaskOf(5)];
        var learner = new LightLearner(weights, weights.Copy(), settings.Learner, new TabularFeatures());
        ITrainingMethod method = MethodFactory.Create(new CorridorWorld(), tasks, actor, learner, settings);
        for (int iteration = 0; iteration < 4; iteration++)
            await method.IterateAsync(iteration, () => false, TestContext.Current.CancellationToken);

        await method.FinishAsync(4, TestContext.Current.CancellationToken);
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(weights.Values)));
    }
}
