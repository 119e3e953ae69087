using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Hears what the test that made it measures, and its spans; other tests run at the same time, and are not heard.</summary>
internal sealed class Listening : IDisposable
{
    private readonly AsyncLocal<bool> _here = new() { Value = true };
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;

    public Listening(string name)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => Hear(instrument, value));
        _meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => Hear(instrument, value));
        _meters.Start();

        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => _here.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (_here.Value)
                    Spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);
    }

    /// <summary>Every measurement, by the instrument's name, in order.</summary>
    public Dictionary<string, List<double>> Measured { get; } = [];

    /// <summary>Units, by the instrument's name.</summary>
    public Dictionary<string, string?> Units { get; } = [];

    /// <summary>Spans that have ended, in that order.</summary>
    public List<Activity> Spans { get; } = [];

    public void Dispose()
    {
        _meters.Dispose();
        _spans.Dispose();
    }

    private void Hear(Instrument instrument, double value)
    {
        if (!_here.Value)
            return;

        Units[instrument.Name] = instrument.Unit;
        if (!Measured.TryGetValue(instrument.Name, out List<double>? values))
            Measured[instrument.Name] = values = [];

        values.Add(value);
    }
}
