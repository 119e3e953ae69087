using ThreeSpo.Environments;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class TaskSamplerTests
{
    private static readonly TaskInstance[] Tasks = [.. Enumerable.Range(0, 23).Select(i => new TaskInstance($"task {i}", "kind"))];

    [Fact]
    public void Every_epoch_visits_every_task_once()
    {
        for (int epoch = 0; epoch < 5; epoch++)
            Assert.Equal(Tasks, Epoch(1, epoch).OrderBy(task => Array.IndexOf(Tasks, task)));
    }

    [Fact]
    public void Every_epoch_has_an_order_of_its_own() => Assert.NotEqual(Epoch(1, 0), Epoch(1, 1));

    [Fact]
    public void Every_seed_has_an_order_of_its_own() => Assert.NotEqual(Epoch(1, 0), Epoch(2, 0));

    [Fact]
    public void A_position_has_one_task_whatever_was_asked_before()
    {
        var forward = new TaskSampler(Tasks, 1);
        var backward = new TaskSampler(Tasks, 1);
        TaskInstance[] there = [.. Enumerable.Range(0, 100).Select(i => forward.At(i))];
        TaskInstance[] back = [.. Enumerable.Range(0, 100).Select(i => backward.At(99 - i))];

        Assert.Equal(there, back.Reverse());
    }

    private static TaskInstance[] Epoch(ulong seed, int epoch)
    {
        var sampler = new TaskSampler(Tasks, seed);
        return [.. Enumerable.Range(epoch * Tasks.Length, Tasks.Length).Select(i => sampler.At(i))];
    }
}
