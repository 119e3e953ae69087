using ThreeSpo.Cli.Policies;
using ThreeSpo.Credit;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Settings;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models.Lora;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Runs;

/// <summary>Finds settings that somebody chose and that nothing looks at, given the others. They are told, and change no exit code.</summary>
internal static class IdleSettings
{
    private const string Model = "a language model, such as policy=tiny";
    private const string Wider = "maxWidth above 1";

    /// <summary>A setting may stand in several rows; the first that is not met is told.</summary>
    public static readonly IReadOnlyList<Rule> Rules =
    [
        // What is worked on.
        new(["games", "panel"], "world=alfworld", it => it.IsAlfworld),
        new(["trainGames"], "world=alfworld with games=generated", it => it.IsAlfworld && it.Run.Games == AlfworldPlayground.Generated),
        new(["unseenGames"], "world=alfworld with generated games to measure on: panel=generated, or games=generated without a panel",
            it => it.IsAlfworld && it.MeasuresGenerated),

        // The shop.
        new(["catalogue", "products", "catalogueSeed", "index", "goals", "split", "goalSeed", "unseenGoals", "goalsPerProduct", "rewardMode", "nouns",
                "pageStyle", "searchCommands"],
            "world=webshop", it => it.IsWebshop),
        new(["products", "catalogueSeed"], "catalogue=synthetic", it => it.Webshop.Catalogue == WebshopSettings.Synthetic),
        new(["goalsPerProduct"], "split=product", it => it.Webshop.Split is WebshopSplit.Product),

        // What only trees have.
        new(["updateEvery", "updateUnit", "goBack", "archiveProbability", "follow", "frontier", "explored", "treeActions", "visits", "halfLife",
                "clock", "alpha", "lambda", "maxFailures", "minSuccessRate", "novelty", "stdFloor", "cut", "indicatorInReward", "omega", "omegaDecay",
                "omegaValue", "successReward", "width", "maxWidth", "trajectoryCredit", "trajectoryWeight", "treeNovelty", "sampleCredit", "noveltyBonus"],
            "method=3spo", it => it.IsTree),

        // What only whole episodes have.
        new(["episodeNovelty", "dynamicSampling", "samplingRounds"], "a method of whole episodes, such as method=grpo", it => !it.IsTree),
        new(["samplingRounds"], "dynamicSampling=true", it => it.Rollout.DynamicSampling),

        // How trees grow. What a state is is noted even where no method looks: the count of known states in the metrics goes by it.
        new(["state"], "method=3spo, method=hgpo, or method=gigpo with similarity=1",
            it => it.IsTree || it.IsAnyOf(Method.Hgpo) || (it.IsGigpo && it.Credit.Similarity >= 1),
            Except: " but on the count of known states"),
        new(["nodeState"], "goBack=lateByScore, goBack=archive, sampleCredit=wide with maxWidth above 1, or a bonus for new states (treeNovelty, episodeNovelty)",
            it => it.CountsNodes || it.RewardsNew),
        new(["archiveProbability"], "goBack=archive", it => it.Rollout.GoBack is GoBackRule.Archive),
        new(["follow", "frontier", "explored"], "goBack=ranked", it => it.IsRanked),
        new(["follow", "frontier"], Wider, it => it.IsWide),
        new(["visits", "halfLife"], "goBack=lateByScore, goBack=archive, a cut other than never, or maxWidth above 1", it => it.CountsStates || it.CountsNodes),

        // The state score, and the reward of steps, which counts only where several actions are compared.
        new(["clock", "alpha", "lambda"], "maxWidth above 1 with sampleCredit=stepReward, width=score, or goBack=ranked frontier=byScore",
            it => it.WeighsSuccess),
        new(["alpha"], "clock=trajectories, iterations or depth", it => it.Credit.Clock is not ScoreClock.Constant),
        new(["lambda"], "clock=constant", it => it.Credit.Clock is ScoreClock.Constant),
        new(["maxFailures", "minSuccessRate"], "a cut other than never, or maxWidth above 1 with indicatorInReward=true or goBack=ranked frontier=byScore",
            it => it.GivesUp),
        new(["width", "sampleCredit", "noveltyBonus"], Wider, it => it.IsWide),
        new(["noveltyBonus"], "sampleCredit=wide", it => it.Credit.SampleCredit is SampleCreditRule.Wide),
        new(["novelty", "indicatorInReward", "omega", "omegaDecay", "omegaValue", "successReward"], "maxWidth above 1 with sampleCredit=stepReward",
            it => it.RewardsSteps),
        new(["omegaDecay"], "omega=decaying", it => it.Credit.Omega is OmegaRule.Decaying),
        new(["omegaValue"], "omega=constant", it => it.Credit.Omega is OmegaRule.Constant),

        // Advantages, and what a whole tree or a whole episode says.
        new(["advantage"], "method=grpo, gigpo, hgpo or passAtK, maxWidth above 1, or trajectoryCredit=success",
            it => it.IsAnyOf(Method.Grpo, Method.Gigpo, Method.Hgpo, Method.PassAtK) || it.Standardises),
        new(["stdFloor"], "maxWidth above 1, or trajectoryCredit=success", it => it.Standardises),
        new(["stdFloor"], "advantage=meanStd", it => it.Credit.Advantage is AdvantageNorm.MeanStd),
        new(["treeNovelty"], "trajectoryCredit=tree", it => it.Credit.TrajectoryCredit is TrajectoryCreditRule.Tree),
        new(["trajectoryWeight"], "trajectoryCredit=success or trajectoryCredit=tree", it => it.Credit.TrajectoryCredit is not TrajectoryCreditRule.None),
        new(["stepWeight"], "method=gigpo, or method=3spo with trajectoryCredit=tree", it => it.ComparesEqualStates),
        new(["discount"], "method=gigpo, hgpo, ppo or reinforce++, or method=3spo with trajectoryCredit=tree",
            it => it.ComparesEqualStates || it.IsAnyOf(Method.Hgpo, Method.Ppo, Method.ReinforcePlusPlus)),
        new(["weighing"], "method=grpo, rloo, reinforce++baseline or gigpo, or method=hgpo with historyBase=true",
            it => it.IsAnyOf(Method.Grpo, Method.Rloo, Method.ReinforcePlusPlusBaseline, Method.Gigpo) || (it.IsAnyOf(Method.Hgpo) && it.Credit.HistoryBase)),
        new(["similarity"], "method=gigpo", it => it.IsGigpo),
        new(["discount", "similarity"], "stepWeight above 0", it => it.Credit.StepWeight > 0 || !it.ComparesEqualStates),
        new(["gaeLambda"], "method=ppo", it => it.IsAnyOf(Method.Ppo)),
        new(["sharedHistory", "historyAlpha", "historyBase"], "method=hgpo", it => it.IsAnyOf(Method.Hgpo)),
        new(["historyAlpha"], "sharedHistory above 0, or historyBase=true", it => it.Credit.SharedHistory > 0 || it.Credit.HistoryBase),

        // How the policy learns.
        new(["clip", "clipHigh"], "objective=clipped or objective=cispo", it => it.Learner.Objective is Objective.Clipped or Objective.Cispo),
        new(["dualClip"], "objective=clipped", it => it.Learner.Objective is Objective.Clipped),
        new(["dualClip"], "ratio=token, or a light policy", it => !it.IsLanguageModel || it.Learner.Ratio is RatioLevel.Token),
        new(["clipMask"], "objective=cispo", it => it.Learner.Objective is Objective.Cispo),
        new(["klTarget"], "klWeight above 0", it => it.Learner.KlWeight > 0),
        new(["klHorizon"], "klWeight and klTarget above 0", it => it.Learner is { KlWeight: > 0, KlTarget: > 0 }),
        new(["dpoBeta"], "objective=dpo", it => it.Learner.Objective is Objective.Dpo),

        // What only a critic looks at.
        new(["valueClip", "valueRate"], "method=ppo", it => it.IsAnyOf(Method.Ppo)),
        new(["valueWeight"], "method=ppo with a language model, such as policy=tiny", it => it.IsAnyOf(Method.Ppo) && it.IsLanguageModel),

        // What only language models have.
        new(["prompt", "promptHistory", "decoding", "topP", "topK", "answerTokens", "freeTokens", "sampleTokens", "sampleMemory", "sampleAnswers",
                "stop", "engine", "device", "aggregation", "ratio",
                "klEstimate", "entropyWeight", "weightDecay", "warmupSteps", "whitenAdvantages", "learnTokens", "precision", "checkpointLayers",
                "loraRank", "loraAlpha", "loraTargets", "rsLora", "base"],
            Model, it => it.IsLanguageModel),
        new(["loraAlpha", "loraTargets", "rsLora"], "loraRank above 0", it => it.Lora.LoraRank > 0),
        new(["invalidPenalty"], "answers that can be invalid: a language model with decoding=free", it => it.IsLanguageModel && it.IsFree),
        new(["answerTokens"], "decoding=free, or aggregation=seqMeanTokenSumNorm",
            it => it.IsFree || it.Learner.Aggregation is LossAggregation.SeqMeanTokenSumNorm),
        new(["stop"], "decoding=free", it => it.IsFree),
        new(["freeTokens"], "world=webshop with decoding=admissible", it => it.IsWebshop && !it.IsFree),
        new(["promptPrice", "answerPrice"], "a light policy", it => !it.IsLanguageModel),
        new(["threads"], "a light policy, device=cpu, or device=auto without a GPU", it => !it.IsLanguageModel || it.Sampling.Device is not ModelDevice.Cuda),
        new(["ratio"], "objective=clipped", it => it.Learner.Objective is Objective.Clipped),
        new(["klEstimate"], "klWeight above 0", it => it.Learner.KlWeight > 0),
        new(["whitenAdvantages"], "an objective other than dpo", it => it.Learner.Objective is not Objective.Dpo),
        new(["aggregation"], "an objective other than dpo, klWeight above 0, or entropyWeight above 0",
            it => it.Learner.Objective is not Objective.Dpo || it.Learner.KlWeight > 0 || it.Language.EntropyWeight > 0),
    ];

    /// <summary>What is chosen and idle, each key once, in the order of the settings.</summary>
    public static IEnumerable<(string Key, string Origin, Rule Rule)> In(SettingsSource source)
    {
        var choices = new Choices(source);
        foreach ((Setting setting, _, string origin) in source.Chosen())
        {
            if (Rules.FirstOrDefault(rule => rule.Keys.Contains(setting.Key) && !rule.IsMet(choices)) is { } rule)
                yield return (setting.Key, origin, rule);
        }
    }

    /// <summary>Tells them on standard error, a line each.</summary>
    public static void Tell(SettingsSource source)
    {
        foreach ((string key, string origin, Rule rule) in In(source))
            Console.Error.WriteLine($"3spo: note: {key} ({origin}) has no effect here{rule.Except}; it needs {rule.Needs}.");
    }

    /// <summary>When some settings are looked at.</summary>
    /// <param name="Keys">The settings.</param>
    /// <param name="Needs">What must be set otherwise for them to count.</param>
    /// <param name="IsMet">Whether that is so.</param>
    /// <param name="Except">What they change all the same, in words.</param>
    public sealed record Rule(string[] Keys, string Needs, Func<Choices, bool> IsMet, string Except = "");

    /// <summary>All settings together, and what follows from them about the parts that look at single ones.</summary>
    public sealed class Choices(SettingsSource source)
    {
        private readonly MethodSettings _method = source.Method;

        public RunSettings Run { get; } = source.Run;

        public WebshopSettings Webshop { get; } = source.Webshop;

        public RolloutSettings Rollout => _method.Rollout;

        public CreditSettings Credit => _method.Credit;

        public LearnerSettings Learner => _method.Learner;

        public SamplingSettings Sampling { get; } = source.Sampling;

        public LanguageLearnerSettings Language { get; } = source.Language;

        public LoraSettings Lora { get; } = source.Lora;

        public bool IsLanguageModel { get; } = PolicySource.IsLanguageModel(source.Run.Policy);

        public bool IsFree => Sampling.Decoding is Decoding.Free;

        public bool IsAlfworld => Run.World == "alfworld";

        public bool IsWebshop => Run.World == "webshop";

        public bool MeasuresGenerated => (Run.Panel.Length > 0 ? Run.Panel : Run.Games) == AlfworldPlayground.Generated;

        public bool IsTree => _method.Training.Method is Method.ThreeSpo;

        public bool IsGigpo => IsAnyOf(Method.Gigpo);

        public bool IsRanked => IsTree && Rollout.GoBack is GoBackRule.Ranked;

        /// <summary>Whether several actions are tried at a state: else there is nothing to compare, and nothing waits to be gone back to.</summary>
        public bool IsWide => IsTree && Credit.MaxWidth > 1;

        /// <summary>Whether Eq. 2 counts.</summary>
        public bool RewardsSteps => IsWide && Credit.SampleCredit is SampleCreditRule.StepReward;

        private bool RanksByScore => IsWide && IsRanked && Rollout.Frontier is FrontierOrder.ByScore;

        /// <summary>Whether λ counts.</summary>
        public bool WeighsSuccess => RewardsSteps || RanksByScore || (IsWide && Credit.Width is WidthRule.Score);

        /// <summary>Whether the indicator of Eq. 1 counts.</summary>
        public bool GivesUp => IsTree && (Credit.Cut is not CutRule.Never || RanksByScore || (RewardsSteps && Credit.IndicatorInReward));

        /// <summary>Whether the counts of states that scores go by are looked at.</summary>
        public bool CountsStates => WeighsSuccess || GivesUp;

        /// <summary>Whether the counts of states that going back goes by are looked at.</summary>
        public bool CountsNodes => IsTree
            && (Rollout.GoBack is GoBackRule.LateByScore or GoBackRule.Archive || (IsWide && Credit.SampleCredit is SampleCreditRule.Wide));

        public bool IsAnyOf(params ReadOnlySpan<Method> methods) => methods.Contains(_method.Training.Method);

        /// <summary>Whether a step to a state that is not yet on the path earns a bonus beyond choice 3.16's.</summary>
        public bool RewardsNew => IsTree
            ? Credit.TrajectoryCredit is TrajectoryCreditRule.Tree && Credit.TreeNovelty > 0
            : Credit.EpisodeNovelty > 0;

        public bool Standardises => IsWide || (IsTree && Credit.TrajectoryCredit is TrajectoryCreditRule.Success);

        public bool ComparesEqualStates => IsGigpo || (IsTree && Credit.TrajectoryCredit is TrajectoryCreditRule.Tree);
    }
}
