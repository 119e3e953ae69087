using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Divides goals by their products.</summary>
internal static class ProductSplit
{
    private const int OneIn = 3;

    /// <summary>Whether a product's goals are held out from training: about one product in three, whatever the catalogue and the seed.</summary>
    public static bool IsHeldOut(string asin) => Rank(asin) % OneIn == 0;

    /// <summary>Places of goals of products that are trained on, in the book's order.</summary>
    /// <param name="book">The book.</param>
    /// <param name="mostPerProduct">Goals of one product, at most, so that one with hundreds does not fill the panel.</param>
    public static IEnumerable<int> Train(GoalBook book, int mostPerProduct)
    {
        // Two products may have one sentence: where one of them is held out, the other's goals would read the same.
        HashSet<string> heldOut = [.. Enumerable.Range(0, book.Count).Where(i => IsHeldOut(Asin(book, i))).Select(book.Sentence)];
        Dictionary<int, int> taken = [];
        for (int i = 0; i < book.Count; i++)
        {
            int number = book.ProductNumber(i);
            if (taken.GetValueOrDefault(number) < mostPerProduct && !IsHeldOut(Asin(book, i)) && !heldOut.Contains(book.Sentence(i)))
            {
                taken[number] = taken.GetValueOrDefault(number) + 1;
                yield return i;
            }
        }
    }

    /// <summary>Places of goals of products held out: of each product its first goal, then of each its second, and so on.</summary>
    public static IEnumerable<int> Unseen(GoalBook book, int count)
    {
        // Products take their turns in the order of their hashes: in the book's, those with hundreds of goals would come first.
        int[][] byProduct = [.. Enumerable.Range(0, book.Count)
            .GroupBy(i => Asin(book, i), StringComparer.Ordinal)
            .Where(goals => IsHeldOut(goals.Key))
            .OrderBy(goals => Rank(goals.Key))
            .Select(goals => goals.ToArray())];
        int rounds = byProduct.Select(goals => goals.Length).DefaultIfEmpty(0).Max();
        return Enumerable.Range(0, rounds)
            .SelectMany(round => byProduct.Where(goals => goals.Length > round).Select(goals => goals[round]))
            .Take(count);
    }

    private static string Asin(GoalBook book, int index) => book.Catalogue.Products[book.ProductNumber(index)].Asin;

    private static ulong Rank(string asin) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(asin)));
}
