using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>A synthetic catalogue as the benchmark's three files, UTF-8 JSON, so that one reader serves real and invented data.</summary>
public static class SyntheticFiles
{
    /// <summary>The name of the file with the products, whatever their number.</summary>
    public const string ItemsFile = "items_shuffle_1000.json";

    /// <summary>The name of the file with attributes and instructions.</summary>
    public const string AttributesFile = "items_ins_v2_1000.json";

    /// <summary>The name of the file with people's instructions.</summary>
    public const string PeopleFile = "items_human_ins.json";

    private const int FlushBytes = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the products' file.</summary>
    public static byte[] Items(SyntheticCatalogue catalogue) => Bytes(catalogue, WriteItems);

    /// <summary>Makes the file of attributes and instructions.</summary>
    public static byte[] Attributes(SyntheticCatalogue catalogue) => Bytes(catalogue, WriteAttributes);

    /// <summary>Makes the file of people's instructions.</summary>
    public static byte[] People(SyntheticCatalogue catalogue) => Bytes(catalogue, WritePeople);

    /// <summary>Writes the products' file: an array with an object for every product.</summary>
    public static void WriteItems(SyntheticCatalogue catalogue, Stream stream) => WriteAll(catalogue, (stream, true, ListingJson.Item));

    /// <summary>Writes the file of attributes and instructions: an object with a property for every product.</summary>
    public static void WriteAttributes(SyntheticCatalogue catalogue, Stream stream) => WriteAll(catalogue, (stream, false, ListingJson.Attributes));

    /// <summary>Writes the file of people's instructions: an object with a property for every product that people ask for.</summary>
    public static void WritePeople(SyntheticCatalogue catalogue, Stream stream) => WriteAll(catalogue, (stream, false, ListingJson.People));

    /// <summary>Writes the three files, over those that are there.</summary>
    /// <param name="folder">Where to; made where absent.</param>
    /// <param name="products">How many products, from 10 to 200,000.</param>
    /// <param name="seed">Another seed makes other products.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer or more products than that.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, int products = 1000, int seed = 1)
    {
        SyntheticCatalogue catalogue = SyntheticCatalogue.Create(products, seed);
        Directory.CreateDirectory(folder);

        using FileStream items = File.Create(Path.Combine(folder, ItemsFile));
        using FileStream attributes = File.Create(Path.Combine(folder, AttributesFile));
        using FileStream people = File.Create(Path.Combine(folder, PeopleFile));
        WriteAll(
            catalogue, (items, true, ListingJson.Item), (attributes, false, ListingJson.Attributes), (people, false, ListingJson.People));
    }

    private static byte[] Bytes(SyntheticCatalogue catalogue, Action<SyntheticCatalogue, Stream> write)
    {
        using MemoryStream stream = new();
        write(catalogue, stream);
        return stream.ToArray();
    }

    // In one pass, and flushed as it goes, so that a large catalogue is neither generated twice nor in memory as a whole.
    private static void WriteAll(SyntheticCatalogue catalogue, params (Stream Stream, bool Array, Action<Utf8JsonWriter, Listing> Write)[] files)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Utf8JsonWriter[] writers = [.. files.Select(file => new Utf8JsonWriter(file.Stream, Options))];

        for (int file = 0; file < files.Length; file++)
        {
            if (files[file].Array)
                writers[file].WriteStartArray();
            else
                writers[file].WriteStartObject();
        }

        for (int i = 0; i < catalogue.Count; i++)
        {
            Listing listing = catalogue[i];
            for (int file = 0; file < files.Length; file++)
            {
                files[file].Write(writers[file], listing);
                if (writers[file].BytesPending > FlushBytes)
                    writers[file].Flush();
            }
        }

        for (int file = 0; file < files.Length; file++)
        {
            if (files[file].Array)
                writers[file].WriteEndArray();
            else
                writers[file].WriteEndObject();

            writers[file].Dispose();
        }
    }
}
