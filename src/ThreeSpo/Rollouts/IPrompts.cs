namespace ThreeSpo.Rollouts;

/// <summary>How a node is put to a language model, and how its answer is read. Worlds bring their own.</summary>
public interface IPrompts
{
    /// <summary>A name that changes whenever the wording does, so that weights asked in other words than they learned are noticed.</summary>
    string Name { get; }

    /// <summary>The prompt at a node: at least one message, the last one the user's.</summary>
    IReadOnlyList<Message> Describe(TreeNode node);

    /// <summary>The actions that a constrained decoder may choose from at a node; empty where any text goes.</summary>
    IReadOnlyList<string> Actions(TreeNode node);

    /// <summary>Forms of action with free text in them, which a constrained decoder may choose too; a node may have both.</summary>
    IReadOnlyList<OpenAction> OpenActions(TreeNode node) => [];

    /// <summary>How an answer must read to mean an action: what a constrained decoder writes.</summary>
    /// <param name="action">One of <see cref="Actions"/>, or an open one with its text, which the answer then repeats once and unchanged.</param>
    string Answer(string action);

    /// <summary>Reads any answer, a senseless one too. Of an <see cref="Answer"/> it gives the action back.</summary>
    Reading Read(string answer);
}
