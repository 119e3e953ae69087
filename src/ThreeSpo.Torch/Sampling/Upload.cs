using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Whole numbers of many kinds that go to the device as one tensor: copies cost by their number.</summary>
internal sealed class Upload
{
    private readonly List<long[]> _parts = [];
    private int _count;

    /// <summary>Makes room for some numbers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="at">Where they will lie in the tensor.</param>
    public Span<long> Take(int count, out Range at)
    {
        long[] part = new long[count];
        _parts.Add(part);
        at = _count..(_count += count);
        return part;
    }

    /// <summary>All of them, int64, shape [count].</summary>
    public Tensor To(Device device)
    {
        long[] all = new long[_count];
        int at = 0;
        foreach (long[] part in _parts)
        {
            part.CopyTo(all.AsSpan(at));
            at += part.Length;
        }

        return tensor(all, device: device);
    }

    /// <summary>Some of them, a view.</summary>
    public static Tensor At(Tensor all, Range at) => all.narrow(0, at.Start.Value, at.End.Value - at.Start.Value);
}
