using ThreeSpo.Runs.TensorBoard;
using ThreeSpo.Tests.Cli;
using Event = ThreeSpo.Tests.Runs.TensorBoard.EventFileReader.Event;

namespace ThreeSpo.Tests.Runs.TensorBoard;

public sealed class EventFileTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000_000_250);

    [Fact]
    public void A_file_opens_with_its_version_and_bears_its_second_and_name()
    {
        using var folder = new TemporaryFolder();
        using EventFile file = Create(folder);

        Assert.Equal(folder.File("events.out.tfevents.1000000000.run"), file.Path);
        Event opening = Assert.Single(EventFileReader.Read(file.Path));
        Assert.Equal(("brain.Event:2", 1_000_000_000.25), (opening.FileVersion, opening.WallTime));
    }

    [Fact]
    public void A_step_can_be_read_as_soon_as_it_is_written()
    {
        using var folder = new TemporaryFolder();
        using EventFile file = Create(folder);
        file.Write(300, At.AddSeconds(1), [("train/loss", 0.5), ("train/width", 0)]);
        Event first = EventFileReader.Read(file.Path)[^1];
        file.Write(600, At.AddSeconds(2), [("train/loss", 0.25)]);
        Event second = EventFileReader.Read(file.Path)[^1];

        Assert.Equal((300, 1_000_000_001.25), (first.Step, first.WallTime));
        Assert.Equal([("train/loss", 0.5f), ("train/width", 0f)], first.Scalars);
        Assert.Equal((600, 1_000_000_002.25), (second.Step, second.WallTime));
        Assert.Equal([("train/loss", 0.25f)], second.Scalars);
    }

    [Theory]
    [InlineData(double.NaN, float.NaN)]
    [InlineData(double.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(1e300, float.PositiveInfinity)]
    [InlineData(-0.0, -0f)]
    [InlineData(0.1, 0.1f)]
    public void A_value_comes_back_in_single_precision(double value, float expected)
    {
        using var folder = new TemporaryFolder();
        using EventFile file = Create(folder);
        file.Write(1, At, [("x", value)]);

        float read = EventFileReader.Read(file.Path)[^1].Scalars[0].Value;
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(read));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void A_step_of_any_size_comes_back(long step)
    {
        using var folder = new TemporaryFolder();
        using EventFile file = Create(folder);
        file.Write(step, At, [("x", 1)]);

        Assert.Equal(step, EventFileReader.Read(file.Path)[^1].Step);
    }

    [Fact]
    public void An_event_has_the_bytes_that_protobuf_itself_gives_it()
    {
        // Recorded with Google's protobuf 3.21 for Python, from the message definitions of TensorFlow.
        Assert.Equal(
            "090000200065cdcd411a0d627261696e2e4576656e743a32", Hex(EventMessage.Opening(At)));
        Assert.Equal(
            "090000200065cdcd4110ac022a2a0a0b0a046c6f7373150000003f0a0b0a047a65726f15000000000a0e0a076772c3b6c39f65150000807f",
            Hex(EventMessage.Scalars(300, At, [("loss", 0.5), ("zero", 0), ("größe", double.PositiveInfinity)])));
    }

    [Fact]
    public void A_second_file_of_the_same_second_and_name_is_numbered()
    {
        using var folder = new TemporaryFolder();
        using EventFile first = Create(folder);
        using EventFile second = Create(folder);

        Assert.Equal(first.Path + ".2", second.Path);
    }

    [Fact]
    public void A_step_without_scalars_or_with_a_nameless_one_leaves_the_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using EventFile file = Create(folder);
        file.Write(1, At, []);

        Assert.Throws<ArgumentException>(() => file.Write(2, At, [("good", 1), ("", 2)]));
        Assert.Single(EventFileReader.Read(file.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void A_name_that_no_file_can_bear_is_refused(string name)
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<ArgumentException>(() => EventFile.Create(folder.Path, name, new StillClock()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_damaged_file_does_not_pass_for_a_whole_one()
    {
        using var folder = new TemporaryFolder();
        string path;
        using (EventFile file = Create(folder))
        {
            file.Write(1, At, [("x", 1)]);
            path = file.Path;
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[^6] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Throws<InvalidDataException>(() => EventFileReader.Read(path));
    }

    private static EventFile Create(TemporaryFolder folder) => EventFile.Create(folder.Path, "run", new StillClock());

    private static string Hex(WireMessage message) => Convert.ToHexStringLower(message.Bytes);

    /// <summary>A clock that stands still.</summary>
    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
