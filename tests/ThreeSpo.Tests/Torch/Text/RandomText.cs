using System.Text;
using ThreeSpo.Randomness;

namespace ThreeSpo.Tests.Torch.Text;

/// <summary>Texts of any code points, the same at every run.</summary>
internal static class RandomText
{
    private static readonly (int First, int Count)[] Ranges =
        [(0x20, 0x5F), (0x00, 0x100), (0x300, 0x70), (0x1100, 0x100), (0x2000, 0x100), (0x4E00, 0x100), (0xAC00, 0x100), (0x1D400, 0x400), (0x1F300, 0x300), (0, 0xD800), (0xE000, 0x101FFF)];

    public static IEnumerable<string> Some(int count) => Enumerable.Range(0, count).Select(One);

    private static string One(int index)
    {
        var draw = new Draw(7, index, 0, 0);
        var text = new StringBuilder();
        int length = draw.Below(30, use: 0);
        for (int i = 0; i < length; i++)
        {
            (int first, int count) = Ranges[draw.Below(Ranges.Length, use: 1 + (2 * i))];
            text.Append(new Rune(first + draw.Below(count, use: 2 + (2 * i))));
        }

        return text.ToString();
    }
}
