using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Tells catalogues apart by what searches look at: asins and texts, in order.</summary>
internal static class SearchFingerprint
{
    /// <summary>Its length. Unit: bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>The fingerprint of some products.</summary>
    public static byte[] Of(IReadOnlyList<Product> products)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Product product in products)
        {
            Add(hash, product.Asin);
            foreach (string part in SearchText.Parts(product))
                Add(hash, part);

            Add(hash, -1);
        }

        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, string text)
    {
        Add(hash, text.Length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Add(IncrementalHash hash, int number) => hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));
}
