using System.Text;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Benchmarks;

/// <summary>Products of about 110 words, drawn as in language: the n-th most common word in proportion to 1/n.</summary>
internal sealed class ProductText
{
    private const int Vocabulary = 30_000;

    private readonly string[] _words = [.. Enumerable.Range(0, Vocabulary).Select(Word)];

    /// <summary>The product of a number.</summary>
    public Product Product(int number)
    {
        Draw draw = new(7, number, 0, 0);
        return new Product
        {
            Asin = $"B{number:000000000}",
            Title = Words(draw, 15),
            Description = Words(draw, 75, from: 100),
            Bullets = [Words(draw, 15, from: 200)],
            Prices = [10],
            PriceTag = "$10.0",
            Options = [new OptionGroup("color", [Words(draw, 2, from: 300), Words(draw, 2, from: 310)])],
            Attributes = [],
            Query = "",
            Category = "",
            CategoryPath = "",
        };
    }

    /// <summary>Some words.</summary>
    public string Words(Draw draw, int count, int from = 0) => string.Join(' ', Enumerable.Range(from, count).Select(use => _words[(int)Math.Pow(Vocabulary, draw.Uniform(use)) - 1]));

    /// <summary>A word for each number, of two letters or more.</summary>
    private static string Word(int number)
    {
        StringBuilder word = new();
        for (int left = number + 21; left > 0; left /= 21)
            word.Append("bcdfghjklmnpqrstvwxyz"[left % 21]).Append("aeiou"[left % 5]);

        return word.ToString();
    }
}
