namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Shop numbers: distinct for distinct places, and in no order that a reader could use.</summary>
internal static class AsinOf
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const ulong Numbers = 36UL * 36 * 36 * 36 * 36 * 36 * 36 * 36;

    /// <summary>Shares no factor with <see cref="Numbers"/>, so that its multiples differ as far as there are numbers.</summary>
    private const ulong Step = 1_827_364_501_937;

    /// <summary>The number of the product at a place.</summary>
    public static string Index(int index, int seed) => string.Create(10, ((ulong)index + ((ulong)(uint)seed << 18)) % Numbers, (text, place) =>
    {
        ulong left = (ulong)((UInt128)place * Step % Numbers);
        text[0] = 'B';
        text[1] = '0';
        for (int i = text.Length - 1; i > 1; i--)
        {
            text[i] = Digits[(int)(left % 36)];
            left /= 36;
        }
    });
}
