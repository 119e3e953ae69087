using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Takes the time of things that are done again and again.</summary>
/// <param name="clock">The clock.</param>
/// <param name="seconds">How long one thing is repeated for; it is done at least once beside the first time, which does not count.</param>
/// <param name="device">Where it is done: a GPU is waited for.</param>
/// <param name="cancellation">Ends it between two repeats.</param>
internal sealed class Timing(TimeProvider clock, double seconds, Device device, CancellationToken cancellation)
{
    /// <summary>How often it was done.</summary>
    public int Repeats { get; private set; }

    /// <summary>The median time of something.</summary>
    /// <param name="act">Does it once.</param>
    /// <param name="before">What is done before each time and does not count; null for nothing.</param>
    /// <returns>Unit: seconds.</returns>
    public double Median(Action act, Action? before = null)
    {
        List<double> times = Times(act, before);
        times.Sort();
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    }

    /// <summary>The shortest time of something. Unit: seconds.</summary>
    public double Least(Action act) => Times(act, before: null).Min();

    private List<double> Times(Action act, Action? before)
    {
        before?.Invoke();
        Once(act);
        List<double> times = [];
        long began = clock.GetTimestamp();
        do
        {
            cancellation.ThrowIfCancellationRequested();
            before?.Invoke();
            times.Add(Once(act));
        }
        while (clock.GetElapsedTime(began).TotalSeconds < seconds);

        Repeats = times.Count;
        return times;
    }

    private double Once(Action act)
    {
        Wait();
        long began = clock.GetTimestamp();
        act();
        Wait();
        return clock.GetElapsedTime(began).TotalSeconds;
    }

    private void Wait()
    {
        if (device.type != TorchSharp.DeviceType.CPU)
            cuda.synchronize();
    }
}
