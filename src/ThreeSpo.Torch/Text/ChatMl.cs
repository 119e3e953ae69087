using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Text;

/// <summary>ChatML as Qwen2.5's template writes it, for models that bring no template.</summary>
/// <remarks>
/// &lt;|im_start|&gt;{role}\n{text}&lt;|im_end|&gt;\n for each message, then &lt;|im_start|&gt;assistant\n. The two marks are put in by id; what lies
/// between two of them is encoded as one text, in which nothing is special.
/// </remarks>
internal sealed class ChatMl : IChat
{
    private const string Start = "<|im_start|>";
    private const string End = "<|im_end|>";

    private readonly Tokenizer _tokenizer;
    private readonly string? _defaultSystem;
    private readonly int _start;
    private readonly int[] _lineEnd;
    private readonly int[] _opening;

    /// <summary>Makes it for a tokenizer.</summary>
    /// <param name="tokenizer">Has the two marks.</param>
    /// <param name="defaultSystem">Put in front of a conversation that does not begin with a system message; null for none.</param>
    /// <exception cref="InvalidDataException">The tokenizer lacks a mark.</exception>
    public ChatMl(Tokenizer tokenizer, string? defaultSystem)
    {
        string[] missing = [.. new[] { Start, End }.Where(mark => tokenizer.Special(mark) is null)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException(
                $"The tokenizer lacks the special tokens {string.Join(" and ", missing)}, and the model has no chat template. "
                + $"Use an instruct model's tokenizer, with its tokenizer.json or tokenizer_config.json, or put a {ChatFiles.Template} into the folder.");
        }

        _tokenizer = tokenizer;
        _defaultSystem = defaultSystem;
        _start = tokenizer.Special(Start)!.Value;
        EndOfTurn = tokenizer.Special(End)!.Value;
        _lineEnd = tokenizer.Encode("\n");
        _opening = [_start, .. tokenizer.Encode("assistant\n")];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Roles { get; } = ["system", "user", "assistant"];

    /// <inheritdoc/>
    public int EndOfTurn { get; }

    /// <inheritdoc/>
    public int[] Prompt(IReadOnlyList<Message> messages)
    {
        List<int> ids = [];
        if (_defaultSystem is not null && messages[0].Role != "system")
            Add(new Message("system", _defaultSystem), ids);

        foreach (Message message in messages)
            Add(message, ids);

        ids.AddRange(_opening);
        return [.. ids];
    }

    private void Add(Message message, List<int> ids)
    {
        ids.Add(_start);
        ids.AddRange(_tokenizer.Encode($"{message.Role}\n{message.Text}"));
        ids.Add(EndOfTurn);
        ids.AddRange(_lineEnd);
    }
}
