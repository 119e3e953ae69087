using System.Runtime.CompilerServices;
using ThreeSpo.History;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Runs;

public sealed class RunWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_iteration_that_was_written_is_let_go_of_before_the_next_one_comes()
    {
        var history = new StateHistory();
        using var writer = new RunWriter(RunDatabase.Create(_folder.Path), _folder.Path, new RecordSettings(), new RunMemory(history, history), longestTransaction: TimeSpan.FromMinutes(5));
        WeakReference trees = Add(writer);
        SpinWait.SpinUntil(() => writer.Busy > TimeSpan.Zero || TestContext.Current.CancellationToken.IsCancellationRequested);

        // The thread now waits for what comes next, for minutes; it must not hold on to what it has written as long as that.
        Assert.True(SpinWait.SpinUntil(() => IsGone(trees), TimeSpan.FromMinutes(1)), "The iteration's trees are still held.");
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsGone(WeakReference trees)
    {
        GC.Collect();
        return !trees.IsAlive;
    }

    /// <summary>A method of its own, so that nothing of it stays on the stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Add(RunWriter writer)
    {
        var hand = new HandTree();
        hand.Try(hand.Root, "a", "b");
        writer.Add(new RunProgress(1, new Tally(), new Tally(), 0, 0, null, [hand.Tree]), seconds: 0);
        return new WeakReference(hand.Tree);
    }
}
