using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The items of one large JSON array, or the entries of one large object, one by one from a stream, in memory for one of them.</summary>
/// <param name="stream">The file.</param>
/// <param name="file">What to call the file.</param>
/// <param name="item">What to call an item: "product".</param>
/// <param name="named">Whether it is an object, whose entries have names; otherwise an array.</param>
internal sealed class JsonItems(Stream stream, string file, string item, bool named) : IDisposable
{
    /// <summary>The most bytes of one item. The real catalogue's largest has some hundred thousand.</summary>
    public const int MaxItemBytes = 4 << 20;

    private const int FirstBytes = 1 << 16;
    private const int MaxDepth = 32;

    private byte[] _bytes = new byte[FirstBytes];
    private int _from;
    private int _to;
    private bool _ended;
    private bool _begun;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
    private JsonDocument? _current;

    /// <summary>The number of the item read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Bytes of the file taken so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The name of the entry read last; empty in an array.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The item read last, until the next one is.</summary>
    public JsonElement Value => _current!.RootElement;

    /// <summary>Reads the next item.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="CatalogueFaultException">The file is not such JSON: nothing after this place can be read.</exception>
    public bool Next()
    {
        _current?.Dispose();
        _current = null;
        try
        {
            return Begin() && ReadItem();
        }
        catch (JsonException fault)
        {
            throw Broken($"not JSON as wanted: {Printable.Line(fault.Message, 200)}");
        }
        catch (InvalidOperationException)
        {
            throw Broken("a name is not valid Unicode");
        }
        catch (IOException fault)
        {
            throw Broken($"the file cannot be read on: {Printable.Line(fault.Message, 200)}");
        }
    }

    public void Dispose() => _current?.Dispose();

    private bool Begin()
    {
        if (_begun)
            return true;

        Fill();
        if (_bytes.AsSpan(0, _to).StartsWith("\uFEFF"u8))
            _from = 3;

        for (; ; Fill())
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(_from, _to - _from), _ended, _state);
            if (!reader.Read())
                continue;

            JsonTokenType wanted = named ? JsonTokenType.StartObject : JsonTokenType.StartArray;
            if (reader.TokenType != wanted)
                throw Broken($"found {reader.TokenType} at the beginning, wanted {wanted}");

            Take(reader);
            return _begun = true;
        }
    }

    private bool ReadItem()
    {
        for (; ; Fill())
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(_from, _to - _from), _ended, _state);
            if (!reader.Read())
                continue;

            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                Take(reader);
                return MustEnd();
            }

            string name = named ? reader.GetString()! : "";
            if (!JsonDocument.TryParseValue(ref reader, out _current))
                continue;

            Name = name;
            Number++;
            Take(reader);
            return true;
        }
    }

    /// <summary>Nothing may follow but white space.</summary>
    private bool MustEnd()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(_from, _to - _from), _ended, _state);
            reader.Read();
            if (_ended)
                return false;

            Take(reader);
            Fill();
        }
    }

    private void Take(in Utf8JsonReader reader)
    {
        _from += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>Gets more of the file, after what has not been used of it.</summary>
    private void Fill()
    {
        if (_ended)
            throw Broken("the file ends in the middle");

        _bytes.AsSpan(_from, _to - _from).CopyTo(_bytes);
        (_from, _to) = (0, _to - _from);
        if (_to == _bytes.Length)
        {
            if (_to >= MaxItemBytes)
                throw Broken($"more than {MaxItemBytes >> 20} MiB, which no {item} has");

            Array.Resize(ref _bytes, _to * 2);
        }

        int read = stream.ReadAtLeast(_bytes.AsSpan(_to), _bytes.Length - _to, throwOnEndOfStream: false);
        _ended = read < _bytes.Length - _to;
        _to += read;
        Bytes += read;
    }

    private CatalogueFaultException Broken(string what) =>
        new(new CatalogueFault(file, $"{item} {Number + 1}, after byte {Bytes - (_to - _from)}", what));
}
