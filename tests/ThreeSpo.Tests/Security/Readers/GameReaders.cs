using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>What the readers of games share: games made on the spot, and play that goes on with whatever was accepted.</summary>
internal abstract class GameReader : UntrustedReader
{
    /// <summary>Games of every kind of task, and one made by hand in which things lie in things.</summary>
    protected static IReadOnlyList<GameFacts> Games { get; } =
        [TinyGame.Facts(), .. GeneratedPanels.Train(40).DistinctBy(game => game.Goal.Kind)];

    /// <summary>Compiles a game and plays a few steps of it, each command as a policy would write it.</summary>
    protected static void Play(GameFacts facts)
    {
        var game = new AlfworldGame(facts);
        Assert.Equal(16, game.Fingerprint.Length);
        AlfworldSnapshot at = AlfworldWorld.Start(game);
        for (int step = 0; step < 6 && !at.Won; step++)
        {
            string action = at.Actions[RandomWalk.Draw(step, at.Actions.Count)];
            var next = AlfworldWorld.Step(at, action);
            Assert.True(next.Valid, $"'{action}' is offered, but not admissible.");
            at = (AlfworldSnapshot)next.Next;
            Assert.False(at.Observation.Any(letter => char.IsControl(letter) && letter != '\n'), "An observation holds control characters.");
        }
    }
}

/// <summary>A line of a compact file.</summary>
internal sealed class CompactGameReader : GameReader
{
    public override string Name => "compact game";

    public override IReadOnlyList<byte[]> Sound { get; } = [.. Games.Select(WrittenGame.Compact)];

    public override void Read(byte[] input) => Play(new CompactReader(AlfworldVersion.V213).Read(input, "line 1"));
}

/// <summary>A compressed compact file: mostly the container is damaged.</summary>
internal sealed class CompressedGamesReader : GameReader
{
    public override string Name => "compact games, gzip";

    public override IReadOnlyList<byte[]> Sound { get; } = [Packed(CompressionLevel.NoCompression), Packed(CompressionLevel.Optimal)];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do];

    public override int MostBytesPerByte => 1024 * 64; // Deflate packs a thousand bytes into one.

    public override void Read(byte[] input)
    {
        string path = Folder.File("a.compact.jsonl.gz");
        File.WriteAllBytes(path, input);
        GameFiles.Load(path);
    }

    private static byte[] Packed(CompressionLevel level)
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, level, leaveOpen: true))
        {
            foreach (GameFacts game in Games)
                packed.Write([.. WrittenGame.Compact(game), (byte)'\n']);
        }

        return memory.ToArray();
    }
}

/// <summary>A game.tw-pddl, damaged as JSON and as bytes.</summary>
internal sealed class ShippedGameReader : GameReader
{
    public override string Name => "game.tw-pddl";

    public override IReadOnlyList<byte[]> Sound { get; } = [.. Games.Select(WrittenGame.Shipped)];

    public override void Read(byte[] input)
    {
        if (TwPddlReader.Read(input, "a/b/c", "game") is { } facts)
            Play(facts);
    }
}

/// <summary>The PDDL problem inside a game.tw-pddl.</summary>
internal sealed class PddlProblemReader : GameReader
{
    public override string Name => "PDDL problem";

    public override IReadOnlyList<byte[]> Sound { get; } = [.. Games.Select(game => Encoding.UTF8.GetBytes(WrittenGame.Problem(game)))];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ListDamage.Do, ByteDamage.Do];

    public override void Read(byte[] input)
    {
        if (TwPddlReader.Read(WrittenGame.Shipped(Encoding.UTF8.GetString(input), "do it."), "a/b/c", "game") is { } facts)
            Play(facts);
    }
}

/// <summary>The grammar inside a game.tw-pddl, from which the task's sentence is taken.</summary>
internal sealed class GrammarReader : GameReader
{
    private readonly string _problem = WrittenGame.Problem(Games[0]);

    public override string Name => "game grammar";

    public override IReadOnlyList<byte[]> Sound { get; } =
        [.. new[] { "move {o} to {r}", "put {o} in/on {r}" }.Select(form => Encoding.UTF8.GetBytes($"\"rhs\": \"Your task is to: heat an apple.\" x :: \"{form}\";"))];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, ListDamage.Do];

    public override void Read(byte[] input)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new { grammar = Encoding.UTF8.GetString(input), pddl_problem = _problem, solvable = true });
        if (TwPddlReader.Read(json, "a/b/c", "game") is { } facts)
            Play(facts);
    }
}

/// <summary>The name of a generated game.</summary>
internal sealed class GeneratedGameReader : GameReader
{
    public override string Name => "generated game's name";

    public override IReadOnlyList<byte[]> Sound { get; } = [.. GeneratedPanels.Unseen(6).Select(game => Encoding.UTF8.GetBytes(game.Id))];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, ListDamage.Do];

    public override void Read(byte[] input) => Play(GameGenerator.FromId(Encoding.UTF8.GetString(input)));
}
