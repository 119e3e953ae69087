using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Cli.Runs;

/// <summary>What a command works on: world, games, policy, folder. The method's own settings are in the core.</summary>
[Description("what is worked on: world, games, policy, folder")]
internal sealed record RunSettings
{
    [Description("where the policy acts")]
    [AllowedValues("alfworld", "webshop", "corridor")]
    public string World { get; init; } = "alfworld";

    [Description("\"generated\", or real ALFWorld games: a folder of game.tw-pddl files or *.compact.jsonl.gz; several with commas")]
    public string Games { get; init; } = "generated";

    [Description("what success is measured on: as games; empty = the unseen games that belong to games")]
    public string Panel { get; init; } = "";

    [Description("generated games to train on")]
    [Range(1, 100_000)]
    public int TrainGames { get; init; } = 2000;

    [Description("generated unseen games to measure on")]
    [Range(1, 100_000)]
    public int UnseenGames { get; init; } = 300;

    [Description("start (light, bundled), zero (light, all actions equal), tiny (language model, bundled), a run folder or checkpoint, a *.light file, or a Hugging Face folder (Qwen2, Qwen3, Llama, or a LoRA adapter)")]
    public string Policy { get; init; } = "start";

    [Description("folder that run folders go into")]
    public string Out { get; init; } = "runs";

    [Description("name of the run folder, gone on with if it is there; empty = world-preset-seed, numbered if taken")]
    public string Name { get; init; } = "";
}
