using System.Text;

namespace ThreeSpo.Torch.Text;

/// <summary>The alphabet of byte-level tokens: one printable character for each byte, so that vocabularies can be written as text.</summary>
/// <remarks>
/// GPT-2's: the printable characters of Latin-1 stand for themselves; the other bytes, in order, for U+0100 and on. A space is
/// 'Ġ', a line feed 'Ċ'.
/// </remarks>
public static class ByteAlphabet
{
    private static readonly byte[] Order = [.. Bytes().Where(IsPrintable), .. Bytes().Where(value => !IsPrintable(value))];
    private static readonly char[] Characters = MakeCharacters();
    private static readonly short[] Values = MakeValues();

    /// <summary>The characters in the order of their ids: printable bytes first. Length 256.</summary>
    public static IReadOnlyList<char> InOrder { get; } = [.. Order.Select(value => Characters[value])];

    /// <summary>The character that stands for a byte.</summary>
    public static char Of(byte value) => Characters[value];

    /// <summary>The byte that a character stands for.</summary>
    /// <returns>False where the character is not of the alphabet.</returns>
    public static bool TryByte(char character, out byte value)
    {
        short found = character < Values.Length ? Values[character] : (short)-1;
        value = (byte)Math.Max(found, (short)0);
        return found >= 0;
    }

    /// <summary>The bytes of a token of the vocabulary. A token that is not written in the alphabet is its own UTF-8.</summary>
    internal static byte[] Decode(string token)
    {
        byte[] bytes = new byte[token.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!TryByte(token[i], out bytes[i]))
                return Encoding.UTF8.GetBytes(token);
        }

        return bytes;
    }

    /// <summary>The bytes of a text as ids, which are places in <see cref="InOrder"/>.</summary>
    internal static int[] Ids(string text) => [.. Encoding.UTF8.GetBytes(text).Select(value => Array.IndexOf(Order, value))];

    private static IEnumerable<byte> Bytes() => Enumerable.Range(0, 256).Select(value => (byte)value);

    private static bool IsPrintable(byte value) => value is (>= (byte)'!' and <= (byte)'~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;

    private static char[] MakeCharacters()
    {
        char[] characters = new char[256];
        int next = 0x100;
        foreach (byte value in Order)
            characters[value] = IsPrintable(value) ? (char)value : (char)next++;

        return characters;
    }

    private static short[] MakeValues()
    {
        short[] values = new short[Characters.Max() + 1];
        Array.Fill(values, (short)-1);
        for (int value = 0; value < Characters.Length; value++)
            values[Characters[value]] = (short)value;

        return values;
    }
}
