using System.Text.Json;

namespace ThreeSpo.Tests.Golden;

/// <summary>One recorded call.</summary>
/// <param name="Label">Where it stands, for messages.</param>
/// <param name="Json">The whole case.</param>
internal sealed record GoldenCase(string Label, JsonElement Json)
{
    public JsonElement In => Json.GetProperty("in");

    public JsonElement Out => Json.GetProperty("out");

    public double Number(string name) => Compare.Number(In.GetProperty(name));

    public double Number(string name, double otherwise) =>
        In.TryGetProperty(name, out JsonElement value) ? Compare.Number(value) : otherwise;

    public bool Flag(string name) => In.GetProperty(name).GetBoolean();

    public string Text(string name) => In.GetProperty(name).GetString()!;

    public double[] Numbers(string name) => Compare.Numbers(In.GetProperty(name));

    /// <summary>Labels of rows as numbers, by first appearance.</summary>
    public int[] Labels(string name)
    {
        Dictionary<string, int> labels = [];
        return [.. In.GetProperty(name).EnumerateArray().Select(label =>
        {
            string text = label.GetRawText();
            labels.TryAdd(text, labels.Count);
            return labels[text];
        })];
    }

    /// <summary>The sum of each row of a matrix, shape [B].</summary>
    public double[] RowSums(string name) => [.. In.GetProperty(name).EnumerateArray().Select(row => Compare.Numbers(row).Sum())];
}
