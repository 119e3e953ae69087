using System.Collections;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>The admissible commands of one state, in the ordinal order of their texts.</summary>
public sealed class AlfworldCommandList : IReadOnlyList<AlfworldCommand>
{
    private readonly AlfworldCommand[] _commands;

    internal AlfworldCommandList(AlfworldCommand[] commands)
    {
        _commands = commands;
        Texts = new TextList(commands);
    }

    /// <inheritdoc/>
    public int Count => _commands.Length;

    /// <inheritdoc/>
    public AlfworldCommand this[int index] => _commands[index];

    /// <summary>The same commands as texts.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The same commands without an interface in between, for loops that must be fast.</summary>
    public ReadOnlySpan<AlfworldCommand> AsSpan() => _commands;

    /// <inheritdoc/>
    public IEnumerator<AlfworldCommand> GetEnumerator() => ((IEnumerable<AlfworldCommand>)_commands).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class TextList(AlfworldCommand[] commands) : IReadOnlyList<string>
    {
        public int Count => commands.Length;

        public string this[int index] => commands[index].Text;

        public IEnumerator<string> GetEnumerator()
        {
            foreach (AlfworldCommand command in commands)
                yield return command.Text;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
