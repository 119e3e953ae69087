using System.Security.Cryptography;
using System.Text;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The file that keeps an index: its kind, a fingerprint of the products, counts, tokens, postings, a checksum of all that.</summary>
/// <remarks>
/// Numbers are little-endian; those of postings take as few bytes as they need: how far on the next document is, times two, plus one where the
/// token occurs once, else followed by how often. About two bytes a posting.
/// </remarks>
internal static class SearchIndexFile
{
    private const int Checksum = SHA256.HashSizeInBytes;
    private const int Buffer = 1 << 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Kind => "3SPO-SEARCH-1\n"u8;

    /// <summary>What every version of the file begins with.</summary>
    private static ReadOnlySpan<byte> AnyKind => "3SPO-SEARCH-"u8;

    /// <summary>Writes a file; where there was one before, it is the old one or the new one at any moment.</summary>
    public static void Write(string path, byte[] fingerprint, Postings postings)
    {
        string temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
            {
                Write(file, fingerprint, postings);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">That of the products.</param>
    /// <param name="documents">How many products there are.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is no index, damaged, or one of other products.</exception>
    public static Postings Read(string path, byte[] fingerprint, int documents)
    {
        try
        {
            using FileStream file = OutsideFile.Open(path);
            ExpectKind(file, path);
            if (!HasChecksum(file))
                throw Damaged(path, "its checksum is wrong");

            file.Position = Kind.Length;
            using var reader = new BinaryReader(new BufferedStream(file, Buffer), Strict);
            if (!reader.ReadBytes(SearchFingerprint.Length).AsSpan().SequenceEqual(fingerprint))
                throw new InvalidDataException($"{path}: is an index of other products than these. Delete it, or name another path for these.");

            return new SearchIndexReader(reader, file.Length - Checksum).Read(documents);
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException)
        {
            throw Damaged(path, "it ends too early, or holds what is no number or text");
        }
        catch (SearchIndexReader.DamagedException fault)
        {
            throw Damaged(path, fault.Message);
        }
        catch (IOException fault) when (fault is not FileNotFoundException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {Printable.Line(fault.Message, 200)} Check that it is a file that you may read.", fault);
        }
    }

    /// <summary>Whether a file says that it is an index, of whatever version and state.</summary>
    public static bool SaysSo(string path)
    {
        using FileStream file = OutsideFile.Open(path);
        return Begins(file, AnyKind);
    }

    private static void Write(Stream to, byte[] fingerprint, Postings postings)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(to, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(new BufferedStream(hashed, Buffer)))
        {
            writer.Write(Kind);
            writer.Write(fingerprint);
            byte[] letters = Strict.GetBytes(postings.Terms.Letters.ToArray());
            writer.Write(postings.LengthCodes.Length);
            writer.Write(postings.Terms.Count);
            writer.Write(postings.Matches.Length);
            writer.Write(letters.Length);
            writer.Write(letters);
            for (int term = 0; term < postings.Terms.Count; term++)
                WriteTerm(writer, postings, term);
        }

        to.Write(hash.Hash!);
    }

    private static void WriteTerm(BinaryWriter writer, Postings postings, int term)
    {
        (int begin, int end) = (postings.Starts[term], postings.Starts[term + 1]);
        writer.Write7BitEncodedInt(postings.Terms[term].Length);
        writer.Write7BitEncodedInt(end - begin);
        int before = -1;
        for (int i = begin; i < end; i++)
        {
            bool once = postings.Frequencies[i] == 1;
            writer.Write7BitEncodedInt64(((long)(postings.Matches[i] - before) << 1) | (once ? 1L : 0));
            if (!once)
                writer.Write7BitEncodedInt(postings.Frequencies[i]);

            before = postings.Matches[i];
        }
    }

    private static void ExpectKind(FileStream file, string path)
    {
        if (Begins(file, Kind))
            return;

        file.Position = 0;
        throw new InvalidDataException(Begins(file, AnyKind)
            ? $"{path}: is a search index of another version of the program. Delete it; the next one is made by itself."
            : $"{path}: is no search index. Name another path, or delete it if it was meant to be one.");
    }

    private static bool Begins(FileStream file, ReadOnlySpan<byte> with)
    {
        Span<byte> found = stackalloc byte[with.Length];
        return file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.SequenceEqual(with);
    }

    private static bool HasChecksum(FileStream file)
    {
        long left = file.Length - Checksum;
        if (left < Kind.Length)
            return false;

        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] part = new byte[Buffer];
        while (left > 0)
        {
            int read = file.Read(part, 0, (int)Math.Min(part.Length, left));
            if (read == 0)
                return false;

            hash.AppendData(part, 0, read);
            left -= read;
        }

        Span<byte> found = stackalloc byte[Checksum];
        file.ReadExactly(found);
        return found.SequenceEqual(hash.GetHashAndReset());
    }

    private static InvalidDataException Damaged(string path, string found) =>
        new($"{path}: is a damaged search index: {found}. Delete it; it is made again of the products.");
}
