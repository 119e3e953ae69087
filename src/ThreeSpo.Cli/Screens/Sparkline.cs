namespace ThreeSpo.Cli.Screens;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values in [0, 1], averaged into at most <paramref name="width"/> letters.</summary>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        int letters = Math.Min(width, values.Count);
        return string.Create(letters, values, (line, all) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                int from = i * all.Count / line.Length;
                int to = (i + 1) * all.Count / line.Length;
                double mean = 0;
                for (int k = from; k < to; k++)
                    mean += all[k] / (to - from);

                line[i] = Heights[(int)Math.Clamp(mean * Heights.Length, 0, Heights.Length - 1)];
            }
        });
    }
}
