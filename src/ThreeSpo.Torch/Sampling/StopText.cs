using System.Text;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Texts at which a free answer ends.</summary>
/// <param name="texts">The texts as UTF-8, none of them empty; at least one.</param>
/// <param name="tokenizer">Knows the bytes of tokens.</param>
/// <remarks>Bytes are compared and not letters: a text may begin in one token and end in another, and a token may end within a letter.</remarks>
internal sealed class StopText(byte[][] texts, Tokenizer tokenizer)
{
    private readonly int _longest = texts.Max(text => text.Length);

    /// <summary>Reads the setting: texts with | between them, \n for a line break.</summary>
    /// <returns>Null where there are none.</returns>
    public static StopText? Of(string setting, Tokenizer tokenizer)
    {
        byte[][] texts = [.. setting.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Encoding.UTF8.GetBytes(text.Replace("\\n", "\n", StringComparison.Ordinal)))];
        return texts.Length == 0 ? null : new StopText(texts, tokenizer);
    }

    /// <summary>Adds a token to an answer's text.</summary>
    /// <param name="text">The end of the text before it; shortened to what may still count.</param>
    /// <param name="token">The token.</param>
    /// <returns>Whether the text now holds one of the stop texts.</returns>
    public bool Ends(List<byte> text, int token)
    {
        text.AddRange(tokenizer.TextBytes(token));
        ReadOnlySpan<byte> all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text);
        foreach (byte[] one in texts)
        {
            if (all.IndexOf(one) >= 0)
                return true;
        }

        text.RemoveRange(0, Math.Max(0, text.Count - _longest + 1));
        return false;
    }
}
