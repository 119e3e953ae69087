using System.IO.Compression;
using System.Text;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public class GameReaderFuzzTests
{
    private const string Line =
        """
        {"id":"g","task_type":"pick_and_place_simple","pddl_params":{"object_target":"Mug","parent_target":"Desk","toggle_target":""},
        "task":"put a mug in desk.","agent_location":"loc_bar_0","receptacles":[["desk_bar_1","desk","loc_bar_1",0],["shelf_bar_1","shelf","loc_bar_2",1]],
        "objects":[["mug_bar_1","mug","pchoi",[1],["loc_bar_2"]]],"cool":["mug_bar_1"],"in_object":[]}
        """;

    private const string Problem =
        """
        (define (problem p) (:objects a - agent) (:init (receptacleType Desk_bar_1 DeskType) (receptacleAtLocation Desk_bar_1 loc_bar_1)
        (objectType Mug_bar_1 MugType) (pickupable Mug_bar_1) (objectAtLocation Mug_bar_1 loc_bar_1) (canContain DeskType MugType) (atLocation agent1 loc_bar_0))
        (:goal (and (exists (?r - receptacle) (exists (?o - object) (and (inReceptacle ?o ?r) (objectType ?o MugType) (receptacleType ?r DeskType)))))))
        """;

    private const string Grammar = "\"rhs\": \"Your task is to: put a mug in desk.\" template :: \"move {o} to {r}\";";

    [Fact]
    public void The_forms_that_are_mutilated_below_are_sound()
    {
        Assert.Equal(2, new AlfworldGame(ReadCompact(Encoding.UTF8.GetBytes(Line.ReplaceLineEndings("")))).ReceptacleCount);
        Assert.Equal("mug", ReadShipped(Shipped(Problem))!.Goal.Object);
    }

    [Fact]
    public void Truncated_files_are_reported()
    {
        byte[] line = Encoding.UTF8.GetBytes(Line);
        byte[] shipped = Encoding.UTF8.GetBytes(Shipped(Problem));
        for (int length = 0; length < line.Length; length++)
            Assert.Throws<GameFormatException>(() => ReadCompact(line.AsMemory(0, length)));
        for (int length = 0; length < shipped.Length; length++)
            Assert.Throws<GameFormatException>(() => TwPddlReader.Read(shipped.AsMemory(0, length), "g", "file"));
        for (int length = 0; length < Problem.Length; length++)
            Assert.Throws<GameFormatException>(() => ReadShipped(Shipped(Problem[..length])));
    }

    [Fact]
    public void Bytes_changed_at_random_give_a_game_or_a_report()
    {
        byte[] line = Encoding.UTF8.GetBytes(Line);
        byte[] shipped = Encoding.UTF8.GetBytes(Shipped(Problem));

        for (int round = 0; round < 3000; round++)
        {
            byte[] brokenLine = Mutilate(line, round);
            byte[] brokenFile = Mutilate(shipped, round);
            Tolerate(() => ReadCompact(brokenLine));
            Tolerate(() => TwPddlReader.Read(brokenFile, "g", "file"));
        }
    }

    [Theory]
    [InlineData("\"desk_bar_1\"", "17")]
    [InlineData("\"desk_bar_1\"", "null")]
    [InlineData("\"desk_bar_1\"", "\"\\ud800\"")]
    [InlineData("\"desk_bar_1\"", "\"desk bar\"")]
    [InlineData("\"desk_bar_1\"", "\"shelf_bar_1\"")]
    [InlineData("[1]", "[2]")]
    [InlineData("[1]", "[-1]")]
    [InlineData("[1]", "[1e999]")]
    [InlineData("[1]", "[123456789012345678901234567890]")]
    [InlineData("[1]", "[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("[1]", "{}")]
    [InlineData("\"pchoi\"", "\"z\"")]
    [InlineData("\"loc_bar_0\"", "\"loc_bar_1\"")]
    [InlineData("[\"mug_bar_1\"]", "[\"cup_bar_1\"]")]
    [InlineData("pick_and_place_simple", "pick_and_run")]
    [InlineData("\"g\"", "\"\"")]
    [InlineData("[1]", "[0]")]
    public void Wrong_values_are_reported(string right, string wrong)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Line.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Throws<GameFormatException>(() => new AlfworldGame(ReadCompact(bytes)));
    }

    [Theory]
    [InlineData("(objectType", "(isSliced Mug_bar_1) (objectType")]
    [InlineData("(atLocation agent1 loc_bar_0)", "")]
    [InlineData("(atLocation agent1 loc_bar_0)", "(atLocation agent1 loc_bar_1)")]
    [InlineData("(inReceptacle ?o ?r)", "(inReceptacleObject ?o ?r)")]
    [InlineData("(inReceptacle ?o ?r)", "(isToggled ?o)")]
    [InlineData("(receptacleType ?r DeskType)", "(receptacleType ?r (DeskType))")]
    [InlineData("(receptacleAtLocation Desk_bar_1 loc_bar_1)", "(receptacleAtLocation Desk_bar_1)")]
    [InlineData("(receptacleAtLocation Desk_bar_1 loc_bar_1)", "(inReceptacle Mug_bar_1 Shelf_bar_1)")]
    [InlineData("(:goal", "(:gaol")]
    public void Wrong_problems_are_reported(string right, string wrong)
    {
        string problem = Problem.Replace(right, wrong, StringComparison.Ordinal);
        Assert.Throws<GameFormatException>(() => new AlfworldGame(ReadShipped(Shipped(problem))!));
    }

    [Fact]
    public void Messages_carry_nothing_that_steers_a_terminal()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Line.Replace("pick_and_place_simple", "\\u001b[2J", StringComparison.Ordinal));
        string message = Assert.Throws<GameFormatException>(() => ReadCompact(bytes)).Message;
        Assert.Contains("'?[2J'", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void Deep_nesting_and_endless_words_are_reported()
    {
        Assert.Throws<GameFormatException>(() => ReadShipped(Shipped(new string('(', 1_000_000))));
        Assert.Throws<GameFormatException>(() => ReadShipped(Shipped("(" + new string('a', 1_000_000) + ")")));
        Assert.Throws<GameFormatException>(() => ReadCompact(Encoding.UTF8.GetBytes(new string('[', 1_000_000))));
    }

    [Fact]
    public void Broken_and_overlong_compressed_files_are_reported()
    {
        string path = Path.Combine(Path.GetTempPath(), $"threespo-{Environment.ProcessId}.compact.jsonl.gz");

        try
        {
            File.WriteAllBytes(path, [0x1f, 0x8b, 8, 0, 1, 2, 3]);
            Assert.Throws<GameFormatException>(() => GameFiles.Load(path));

            using (GZipStream bomb = new(File.Create(path), CompressionLevel.Fastest))
            {
                for (int part = 0; part < 64; part++)
                    bomb.Write(new byte[1 << 16]);
            }

            Assert.Contains("bytes on line 1", Assert.Throws<GameFormatException>(() => GameFiles.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static GameFacts ReadCompact(ReadOnlyMemory<byte> line) => new CompactReader(AlfworldVersion.V213).Read(line, "line");

    private static GameFacts? ReadShipped(string json) => TwPddlReader.Read(Encoding.UTF8.GetBytes(json), "g", "file");

    private static string Shipped(string problem) =>
        System.Text.Json.JsonSerializer.Serialize(new { grammar = Grammar, pddl_problem = problem, solvable = true });

    private static void Tolerate(Func<GameFacts?> read)
    {
        try
        {
            if (read() is { } facts)
                Assert.Equal(16, new AlfworldGame(facts).Fingerprint.Length);
        }
        catch (GameFormatException)
        {
        }
    }

    private static byte[] Mutilate(byte[] bytes, int round)
    {
        byte[] changed = (byte[])bytes.Clone();
        for (int i = 0; i <= round % 4; i++)
        {
            Draw draw = new(1, 0, round, i);
            changed[draw.Below(changed.Length, 0)] = (byte)draw.Below(256, 1);
        }

        return changed;
    }
}
