using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Text;

/// <summary>Turns messages into a prompt: by the model's own chat template where it has one, otherwise as ChatML.</summary>
/// <remarks>Whatever a message says, nothing in it becomes a special token; those of the template do.</remarks>
public sealed class ChatFormat
{
    /// <summary>The system message of Qwen2.5's template where a conversation brings none.</summary>
    public const string QwenSystem = "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.";

    private readonly IChat _chat;

    /// <summary>Makes ChatML for a tokenizer, whatever template its model has.</summary>
    /// <param name="tokenizer">Has the two marks of ChatML.</param>
    /// <param name="defaultSystem">
    /// The system message put in front of a conversation that does not begin with one, such as <see cref="QwenSystem"/>; null for none.
    /// </param>
    /// <exception cref="InvalidDataException">The tokenizer lacks a mark.</exception>
    public ChatFormat(Tokenizer tokenizer, string? defaultSystem = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        _chat = new ChatMl(tokenizer, defaultSystem);
        Ends = [EndOfTurn];
    }

    private ChatFormat(IChat chat, IReadOnlyList<int> ends)
    {
        _chat = chat;
        Ends = ends;
    }

    /// <summary>The id with which a policy ends its turn: what the template writes behind an assistant's message, such as &lt;|im_end|&gt;.</summary>
    public int EndOfTurn => _chat.EndOfTurn;

    /// <summary>The ids that end an answer: <see cref="EndOfTurn"/> and those that the model's files name.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>The format of the model that a tokenizer was loaded with: its chat template, or ChatML where it has none.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="ends">The ids that end an answer, as config.json names them.</param>
    /// <exception cref="InvalidDataException">The template is damaged or too large, or there is neither a template nor ChatML's marks.</exception>
    public static ChatFormat Of(Tokenizer tokenizer, IReadOnlyList<int> ends)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(ends);
        ChatFiles files = ChatFiles.Read(tokenizer);
        int[] named = [.. files.Ends, .. ends];
        IChat chat = files.Source is null ? new ChatMl(tokenizer, defaultSystem: null) : new TemplateChat(tokenizer, files, named);
        return new ChatFormat(chat, [.. named.Prepend(chat.EndOfTurn).Distinct()]);
    }

    /// <summary>The prompt that asks for the assistant's next message.</summary>
    /// <param name="messages">At least one; the roles are "system", "user" and "assistant", and "tool" where the model has a template.</param>
    /// <returns>Token ids, shape [T].</returns>
    /// <exception cref="ArgumentException">There is no message, or a role is none of these.</exception>
    /// <exception cref="InvalidDataException">The template refuses the messages, or takes too much time or memory for them.</exception>
    public int[] Prompt(IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            throw new ArgumentException("Found no message, wanted at least one. Pass what the policy is asked.", nameof(messages));

        foreach (Message message in messages)
        {
            if (!_chat.Roles.Contains(message.Role))
                throw new ArgumentException($"Found the role '{message.Role}', wanted one of {string.Join(", ", _chat.Roles)}. Rename it.", nameof(messages));
        }

        return _chat.Prompt(messages);
    }
}
