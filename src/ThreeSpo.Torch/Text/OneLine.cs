namespace ThreeSpo.Torch.Text;

/// <summary>Shows text that is not trusted in a message: on one line, and not much of it.</summary>
internal static class OneLine
{
    private const int Most = 60;

    /// <summary>The text without control characters, cut where it is long.</summary>
    public static string Of(string text) =>
        string.Concat(text.Take(Most).Select(letter => char.IsControl(letter) ? ' ' : letter)) + (text.Length > Most ? "…" : "");
}
