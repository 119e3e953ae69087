using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Text.Templates;

namespace ThreeSpo.Torch.Text;

/// <summary>A conversation as a model's own chat template writes it.</summary>
/// <remarks>
/// Variables are those that Hugging Face's library gives: messages, add_generation_prompt, tools and documents (none), bos_token and the like.
/// Messages are not trusted, their roles are: a role is one of four words of ours, out of which some templates put their marks together.
/// </remarks>
internal sealed class TemplateChat : IChat
{
    /// <summary>
    /// The date that templates are told, 26 July 2024, which Llama 3's own falls back to: a prompt that changes at midnight would end the
    /// promise of equal bytes for equal seeds.
    /// </summary>
    public static readonly DateTime Today = new(2024, 7, 26, 0, 0, 0, DateTimeKind.Unspecified);

    private const string Said = "ThisIsWhatTheAssistantSays";

    private readonly Tokenizer _tokenizer;
    private readonly ChatTemplate _template;
    private readonly KeyValuePair<string, object?>[] _variables;
    private readonly DateTime _today;

    /// <summary>Makes one.</summary>
    /// <param name="tokenizer">Encodes what the template writes.</param>
    /// <param name="files">The template, and the marks that it may use.</param>
    /// <param name="ends">Ids that end an answer; the first of them stands where the template does not show how it ends a turn.</param>
    /// <param name="today">The date that the template is told.</param>
    /// <exception cref="InvalidDataException">The template is damaged, or nothing says how a turn ends.</exception>
    public TemplateChat(Tokenizer tokenizer, ChatFiles files, IReadOnlyList<int> ends, DateTime? today = null)
    {
        _tokenizer = tokenizer;
        _today = today ?? Today;
        _template = ChatTemplate.Read(files.Source!, files.Name);
        _variables =
        [
            new("tools", null), new("documents", null),
            .. files.Marks.Select(mark => new KeyValuePair<string, object?>(mark.Key, new TemplateText(mark.Value, trusted: true))),
        ];
        EndOfTurn = EndShown() ?? (ends.Count > 0 ? ends[0]
            : throw new InvalidDataException($"{files.Name}: writes no special token behind an assistant's message, and no file names an eos_token. Add eos_token_id to config.json."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Roles { get; } = ["system", "user", "assistant", "tool"];

    /// <inheritdoc/>
    public int EndOfTurn { get; }

    /// <inheritdoc/>
    public int[] Prompt(IReadOnlyList<Message> messages) => _tokenizer.Encode(Written(messages, asks: true));

    /// <summary>The conversation as text.</summary>
    /// <param name="messages">What was said.</param>
    /// <param name="asks">Whether the assistant's next message is asked for.</param>
    public TemplateText Written(IReadOnlyList<Message> messages, bool asks) => _template.Render(
        [.. _variables, new("messages", messages.Select(object? (message) => Value(message)).ToList()), new("add_generation_prompt", asks)], _today);

    private static TemplateMap Value(Message message) => new()
    {
        ["role"] = new TemplateText(message.Role, trusted: true),
        ["content"] = new TemplateText(message.Text, trusted: false),
    };

    /// <summary>The special token that the template writes behind an assistant's message; null where it writes none, or refuses to say.</summary>
    private int? EndShown()
    {
        try
        {
            int[] ids = _tokenizer.Encode(Written([Message.FromUser("?"), new Message("assistant", Said)], asks: false));
            for (int i = ids.Length - 1, end = -1; i >= 0; i--)
            {
                if (_tokenizer.IsMark(ids[i]))
                    end = i;
                else if (_tokenizer.Decode(ids.AsSpan(i)).Contains(Said, StringComparison.Ordinal))
                    return end >= 0 ? ids[end] : null;
            }
        }
        catch (InvalidDataException)
        {
        }

        return null;
    }
}
