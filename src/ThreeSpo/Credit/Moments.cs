namespace ThreeSpo.Credit;

/// <summary>Mean and unbiased standard deviation of one group, in two passes: first every <see cref="Add"/>, then every <see cref="Spread"/>.</summary>
internal struct Moments
{
    private double _first;
    private double _sum;
    private double _squares;

    /// <summary>How many values were added.</summary>
    public int Count { get; private set; }

    /// <summary>The mean of the values added.</summary>
    public readonly double Mean => _first + (_sum / Count);

    /// <summary>The unbiased standard deviation; 0 for a group of one.</summary>
    public readonly double Std => Count > 1 ? Math.Sqrt(_squares / (Count - 1)) : 0;

    /// <summary>The biased standard deviation, over all values instead of all but one.</summary>
    public readonly double PopulationStd => Math.Sqrt(_squares / Count);

    /// <summary>Adds one value to the mean.</summary>
    public void Add(double value)
    {
        // Summing distances from the first value makes the mean of equal values exact, so that their advantages are exactly 0.
        if (Count == 0)
            _first = value;

        _sum += value - _first;
        Count++;
    }

    /// <summary>Adds one value to the standard deviation, once the mean is complete.</summary>
    public void Spread(double value)
    {
        double distance = value - Mean;
        _squares += distance * distance;
    }
}
