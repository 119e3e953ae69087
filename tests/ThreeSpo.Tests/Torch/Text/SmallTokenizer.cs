using System.Text;
using System.Text.Json.Nodes;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>A tokenizer of a few hundred tokens, for tests that need no real vocabulary.</summary>
internal static class SmallTokenizer
{
    public const string Start = "<|im_start|>";
    public const string End = "<|im_end|>";

    public static IReadOnlyList<string> Texts { get; } =
    [
        "You are in the middle of a room. Looking quickly around you, you see a cabinet 12, a cabinet 3, a fridge 1 and a countertop 2.",
        "You open the cabinet 12. The cabinet 12 is open. In it, you see a mug 1 and a saltshaker 2.",
        "You pick up the mug 1 from the cabinet 12.\nYou're carrying: a mug 1.",
    ];

    public static Tokenizer Shared { get; } = BpeTrainer.Train(Texts, 400, PreTokenizerPatterns.Worlds, [Start, End]);

    /// <summary>Its tokenizer.json after an edit.</summary>
    public static string Json(Action<JsonNode>? edit = null)
    {
        JsonNode json = JsonNode.Parse(Shared.ToJson())!;
        edit?.Invoke(json);
        return json.ToJsonString();
    }

    public static Tokenizer Read(string json) => Tokenizer.Read(Encoding.UTF8.GetBytes(json), "small.json");
}
