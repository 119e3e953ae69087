using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Text;

/// <summary>A way to write a conversation down for a model.</summary>
internal interface IChat
{
    /// <summary>Who may speak.</summary>
    IReadOnlyList<string> Roles { get; }

    /// <summary>The id with which a policy ends its turn.</summary>
    int EndOfTurn { get; }

    /// <summary>The prompt that asks for the assistant's next message.</summary>
    /// <param name="messages">At least one, of these roles.</param>
    /// <returns>Token ids, shape [T].</returns>
    int[] Prompt(IReadOnlyList<Message> messages);
}
