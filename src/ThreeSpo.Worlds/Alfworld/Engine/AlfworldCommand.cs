namespace ThreeSpo.Worlds.Alfworld;

/// <summary>One command of one game. A game has exactly one instance of each, so references can be compared.</summary>
public sealed class AlfworldCommand
{
    internal AlfworldCommand(AlfworldVerb verb, string text, string feedback, int item = -1, int receptacle = -1, int tool = -1)
    {
        Verb = verb;
        Text = text;
        Feedback = feedback;
        Object = item;
        Receptacle = receptacle;
        Tool = tool;
    }

    /// <summary>What it does.</summary>
    public AlfworldVerb Verb { get; }

    /// <summary>Exactly what the agent types.</summary>
    public string Text { get; }

    /// <summary>Index of the object it concerns, or -1.</summary>
    public int Object { get; }

    /// <summary>Index of the receptacle it concerns, or -1.</summary>
    public int Receptacle { get; }

    /// <summary>Index of the object that slices, or -1.</summary>
    public int Tool { get; }

    /// <summary>The answer, or the part of it that does not depend on the state; empty when all of it does.</summary>
    internal string Feedback { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
