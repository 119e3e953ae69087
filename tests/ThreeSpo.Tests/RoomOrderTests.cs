using System.Text.RegularExpressions;
using ThreeSpo.Tests.Golden;

namespace ThreeSpo.Tests;

/// <summary>The rooms of ThreeSpo, top to bottom. A room may use the rooms above it, never those below.</summary>
public sealed partial class RoomOrderTests
{
    private static readonly string[] Rooms =
        ["Outside", "Randomness", "Settings", "Saving", "Environments", "History", "Rollouts", "Credit", "Optimization", "Training"];

    [Fact]
    public void No_room_uses_a_later_room()
    {
        string source = Path.Combine(GoldenFolder.Root, "src/ThreeSpo");
        string[] files = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(source, file))];

        IEnumerable<string> wrong =
            from file in files
            let here = Array.IndexOf(Rooms, file.Split(Path.DirectorySeparatorChar)[0])
            from mention in Mentions(File.ReadAllText(Path.Combine(source, file)))
            let there = Array.IndexOf(Rooms, mention)
            where here >= 0 && there > here
            select $"{file} uses {mention}, a later room. Move it there, or pass it plain data.";

        Assert.NotEmpty(files);
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void No_room_of_the_language_model_uses_a_later_room()
    {
        string[] rooms = ["Loading", "Text", "Models", "Kernels", "Sampling", "Learning"];
        string source = Path.Combine(GoldenFolder.Root, "src/ThreeSpo.Torch");
        string[] files = [.. rooms.SelectMany(room => Directory.EnumerateFiles(Path.Combine(source, room), "*.cs"))];

        IEnumerable<string> wrong =
            from file in files
            let here = Array.IndexOf(rooms, Path.GetFileName(Path.GetDirectoryName(file)))
            from later in rooms.Skip(here + 1)
            where File.ReadAllText(file).Contains($"ThreeSpo.Torch.{later}", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(source, file)} uses {later}, a later room. Move it there, or pass it plain data.";

        Assert.True(files.Length > rooms.Length);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("using ThreeSpo.Training;", "Training")]
    [InlineData("var loss = Optimization.ClippedLoss.Of(ratio);", "Optimization")]
    [InlineData("/// <see cref=\"ThreeSpo.Rollouts.Node\"/>", "Rollouts")]
    [InlineData("// Called at the end of Training. Not before.", null)]
    [InlineData("state.History.Count", null)]
    public void A_mention_is_a_name_that_leads_into_a_room(string code, string? room) => Assert.Equal(room, Mentions(code).SingleOrDefault());

    private static IEnumerable<string> Mentions(string code) => RoomMention().Matches(code).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(?<![\w.])(?:ThreeSpo\.)?(Randomness|Saving|Environments|History|Rollouts|Credit|Optimization|Training)(?=\.\w|;)")]
    private static partial Regex RoomMention();
}
