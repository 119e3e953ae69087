using System.Security.Cryptography;
using System.Text;
using ThreeSpo.Environments;

namespace ThreeSpo.History;

/// <summary>128 bits that stand for a state: the first bytes of the SHA-256 of its identity's text.</summary>
/// <param name="High">Bytes 0 to 7, big-endian.</param>
/// <param name="Low">Bytes 8 to 15, big-endian.</param>
public readonly record struct StateKey(ulong High, ulong Low)
{
    private const char Separator = '\u001f';

    /// <summary>The key of a text.</summary>
    public static StateKey Of(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? large = most > 2048 ? new byte[most] : null;
        Span<byte> bytes = large ?? stackalloc byte[2048];
        int length = Encoding.UTF8.GetBytes(text, bytes);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], digest);
        return new StateKey(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    /// <summary>The key of a snapshot under an identity.</summary>
    /// <exception cref="NotSupportedException">The world supplies no progress key.</exception>
    public static StateKey Of(Snapshot snapshot, StateIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Of(identity switch
        {
            StateIdentity.Text => snapshot.Observation,
            StateIdentity.TaskText => $"{snapshot.Goal}{Separator}{snapshot.Observation}",
            StateIdentity.GameText => $"{snapshot.TaskId}{Separator}{snapshot.Observation}",
            StateIdentity.World => $"{snapshot.TaskId}{Separator}{snapshot.WorldState}",
            StateIdentity.Progress => snapshot.Progress ?? throw new NotSupportedException(
                $"The world of task '{snapshot.TaskId}' supplies no progress key. Choose another state identity, for example state=gameText."),
            _ => throw new ArgumentOutOfRangeException(nameof(identity), identity, "Not a state identity."),
        });
    }

    /// <summary>A key for an action taken in this state.</summary>
    public StateKey With(string action) => Of($"{High:x16}{Low:x16}{Separator}{action}");

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Low;

    /// <summary>The key as 32 hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
