using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Measuring;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Measuring;

public sealed class TimingTests
{
    private readonly SteppedClock _clock = new();

    public TimingTests() => RecordedModel.RequireTorch();

    [Fact]
    public void The_first_time_and_what_is_done_before_do_not_count()
    {
        double[] takes = [50, 1, 3, 2];
        int done = 0;
        Timing timing = Of(seconds: 8);

        double median = timing.Median(() => _clock.Pass(takes[done++]), before: () => _clock.Pass(1));

        Assert.Equal(2, median, precision: 6);
        Assert.Equal(3, timing.Repeats);
    }

    [Fact]
    public void What_takes_longer_than_its_time_is_done_once_beside_the_first_time()
    {
        Timing timing = Of(seconds: 0);

        Assert.Equal(7, timing.Least(() => _clock.Pass(7)), precision: 6);
        Assert.Equal(1, timing.Repeats);
    }

    [Fact]
    public void The_shortest_time_is_that_of_the_best_repeat()
    {
        double[] takes = [1, 4, 2, 5];
        int done = 0;

        Assert.Equal(2, Of(seconds: 11).Least(() => _clock.Pass(takes[done++])), precision: 6);
    }

    [Fact]
    public void It_ends_between_two_repeats_when_asked_to()
    {
        using var ended = new CancellationTokenSource();
        var timing = new Timing(_clock, 1e9, CPU, ended.Token);

        Assert.Throws<OperationCanceledException>(() => timing.Median(() =>
        {
            _clock.Pass(1);
            if (_clock.Now > 5)
                ended.Cancel();
        }));
    }

    private Timing Of(double seconds) => new(_clock, seconds, CPU, CancellationToken.None);

    /// <summary>A clock that tells seconds, and moves only when it is moved.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        public double Now { get; private set; }

        public override long TimestampFrequency => 1_000_000;

        public void Pass(double seconds) => Now += seconds;

        public override long GetTimestamp() => (long)Math.Round(Now * TimestampFrequency);
    }
}
