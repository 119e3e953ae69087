using System.Runtime.InteropServices;

namespace ThreeSpo.Credit;

/// <summary>The moments of every group of rows that carry a group label.</summary>
internal static class GroupMoments
{
    /// <summary>Takes the moments of each group.</summary>
    /// <param name="values">One value per row, shape [B].</param>
    /// <param name="group">The group of each row, shape [B]. Any numbers; rows of a group need not lie together.</param>
    /// <param name="counted">Which rows enter, shape [B]; empty counts all.</param>
    public static Dictionary<int, Moments> Of(ReadOnlySpan<double> values, ReadOnlySpan<int> group, ReadOnlySpan<bool> counted = default)
    {
        Dictionary<int, Moments> moments = [];
        for (int row = 0; row < values.Length; row++)
            if (counted.IsEmpty || counted[row])
                CollectionsMarshal.GetValueRefOrAddDefault(moments, group[row], out _).Add(values[row]);

        for (int row = 0; row < values.Length; row++)
            if (counted.IsEmpty || counted[row])
                CollectionsMarshal.GetValueRefOrNullRef(moments, group[row]).Spread(values[row]);

        return moments;
    }
}
