namespace ThreeSpo.Runs.TensorBoard;

/// <summary>TensorBoard's Event messages, as far as scalars need them.</summary>
/// <remarks>
/// Of tensorflow/core/util/event.proto: Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5 };
/// of tensorflow/core/framework/summary.proto: Summary { repeated Value value = 1 }, Value { string tag = 1; float simple_value = 2 }.
/// </remarks>
internal static class EventMessage
{
    private const string FileVersion = "brain.Event:2";

    /// <summary>The event that opens a file.</summary>
    /// <param name="at">When.</param>
    public static WireMessage Opening(DateTimeOffset at) => new WireMessage().Add(1, Seconds(at)).Add(3, FileVersion);

    /// <summary>The event that holds scalars of one step.</summary>
    /// <param name="step">The step. TensorBoard's horizontal axis.</param>
    /// <param name="at">When.</param>
    /// <param name="scalars">A tag and a value each; the value is rounded to single precision, because the format has no other.</param>
    public static WireMessage Scalars(long step, DateTimeOffset at, IEnumerable<(string Tag, double Value)> scalars)
    {
        var summary = new WireMessage();
        foreach ((string tag, double value) in scalars)
        {
            if (string.IsNullOrEmpty(tag))
                throw new ArgumentException($"A scalar of step {step} has no tag. Name it: TensorBoard draws one chart a tag.", nameof(scalars));

            summary.Add(1, new WireMessage().Add(1, tag).Add(2, (float)value));
        }

        return new WireMessage().Add(1, Seconds(at)).Add(2, step).Add(5, summary);
    }

    private static double Seconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalSeconds;
}
