using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Text;

/// <summary>Turns messages into a prompt: ChatML as Qwen2.5's template writes it.</summary>
/// <remarks>
/// &lt;|im_start|&gt;{role}\n{text}&lt;|im_end|&gt;\n for each message, then &lt;|im_start|&gt;assistant\n. The two marks are put in by id; what lies
/// between two of them is encoded as one text, in which nothing is special.
/// </remarks>
public sealed class ChatFormat
{
    /// <summary>The system message of Qwen2.5's template where a conversation brings none.</summary>
    public const string QwenSystem = "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.";

    private const string Start = "<|im_start|>";
    private const string End = "<|im_end|>";
    private static readonly string[] Roles = ["system", "user", "assistant"];

    private readonly Tokenizer _tokenizer;
    private readonly string? _defaultSystem;
    private readonly int _start;
    private readonly int[] _lineEnd;
    private readonly int[] _opening;

    /// <summary>Makes a format for a tokenizer.</summary>
    /// <param name="tokenizer">Has the two marks of ChatML.</param>
    /// <param name="defaultSystem">
    /// The system message put in front of a conversation that does not begin with one, such as <see cref="QwenSystem"/>; null for none.
    /// </param>
    /// <exception cref="InvalidDataException">The tokenizer lacks a mark.</exception>
    public ChatFormat(Tokenizer tokenizer, string? defaultSystem = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        string[] missing = [.. new[] { Start, End }.Where(mark => tokenizer.Special(mark) is null)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException(
                $"The tokenizer lacks the special tokens {string.Join(" and ", missing)}. Use an instruct model's tokenizer, with its tokenizer.json or tokenizer_config.json.");
        }

        _tokenizer = tokenizer;
        _defaultSystem = defaultSystem;
        _start = tokenizer.Special(Start)!.Value;
        EndOfTurn = tokenizer.Special(End)!.Value;
        _lineEnd = tokenizer.Encode("\n");
        _opening = [_start, .. tokenizer.Encode("assistant\n")];
    }

    /// <summary>The id of &lt;|im_end|&gt;, with which a policy ends its turn.</summary>
    public int EndOfTurn { get; }

    /// <summary>The prompt that asks for the assistant's next message.</summary>
    /// <param name="messages">At least one; the roles are "system", "user" and "assistant".</param>
    /// <returns>Token ids, shape [T].</returns>
    /// <exception cref="ArgumentException">There is no message, or a role is none of these.</exception>
    public int[] Prompt(IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            throw new ArgumentException("Found no message, wanted at least one. Pass what the policy is asked.", nameof(messages));

        List<int> ids = [];
        if (_defaultSystem is not null && messages[0].Role != "system")
            Add(new Message("system", _defaultSystem), ids);

        foreach (Message message in messages)
        {
            if (!Roles.Contains(message.Role))
                throw new ArgumentException($"Found the role '{message.Role}', wanted one of {string.Join(", ", Roles)}. Rename it.", nameof(messages));

            Add(message, ids);
        }

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
