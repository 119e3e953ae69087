using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;

namespace ThreeSpo.Tests.Optimization;

public sealed class LightPolicyFileTests : IDisposable
{
    private const string Features = "fake/1";
    private readonly string _folder = Directory.CreateTempSubdirectory("threespo-").FullName;

    private string FilePath => Path.Combine(_folder, "policy.light");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Weights_come_back_bit_for_bit()
    {
        LightWeights weights = Some(count: 3000);
        LightPolicyFile.Save(FilePath, weights, Features);

        Assert.Equal(weights.Values, LightPolicyFile.Load(FilePath, Features).Values);
    }

    [Fact]
    public void Equal_weights_make_equal_files() => Assert.Equal(Bytes(Some(20)), Bytes(Some(20)));

    [Fact]
    public void Saving_replaces_the_file_before_and_leaves_nothing_else_behind()
    {
        LightPolicyFile.Save(FilePath, Some(20), Features);
        LightPolicyFile.Save(FilePath, new LightWeights(), Features);

        Assert.All(LightPolicyFile.Load(FilePath, Features).Values, weight => Assert.Equal(0, weight));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_cannot_take_its_place_leaves_no_half_of_it()
    {
        Directory.CreateDirectory(FilePath);

        Assert.ThrowsAny<Exception>(() => LightPolicyFile.Save(FilePath, Some(20), Features));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_damaged_byte_is_noticed_wherever_it_is()
    {
        byte[] whole = Bytes(Some(20));
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << (at % 8));
            Refused(damaged);
        }
    }

    [Fact]
    public void A_file_cut_short_is_noticed_wherever_it_ends()
    {
        byte[] whole = Bytes(Some(20));
        for (int length = 0; length < whole.Length; length++)
            Refused(whole[..length]);
    }

    [Fact]
    public void A_file_with_something_after_it_is_noticed() => Refused([.. Bytes(Some(20)), 0]);

    [Fact]
    public void Weights_made_for_other_features_are_refused_by_name()
    {
        LightPolicyFile.Save(FilePath, Some(20), "other/2");
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => LightPolicyFile.Load(FilePath, Features));

        Assert.Contains($"{FilePath}: made for features 'other/2', but this world's are '{Features}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_larger_than_any_policy_is_refused_unread()
    {
        File.WriteAllBytes(FilePath, new byte[(1 << 20) + 1]);

        Assert.Contains(FilePath, Assert.Throws<InvalidDataException>(() => LightPolicyFile.Load(FilePath, Features)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_at_all_are_read_or_refused()
    {
        for (int number = 0; number < 400; number++)
        {
            byte[] body = [.. Enumerable.Range(0, Below(number, 0, 120)).Select(i => (byte)Below(number, i + 1, 256))];
            ReadOrRefused(body);

            // The same behind a true beginning and a true checksum, so that the fields themselves are reached.
            ReadOrRefused(Sealed(body));
            ReadOrRefused(Sealed([.. Int(Features.Length), .. Encoding.UTF8.GetBytes(Features), .. body]));
            ReadOrRefused(Sealed([.. Int(Features.Length), .. Encoding.UTF8.GetBytes(Features), .. Int(body.Length / 6), .. body]));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 20)]
    public void A_count_that_cannot_be_is_refused(int count)
    {
        Refused(Sealed(Int(count)));
        Refused(Sealed([.. Int(Features.Length), .. Encoding.UTF8.GetBytes(Features), .. Int(count)]));
    }

    private static LightWeights Some(int count)
    {
        var weights = new LightWeights();
        for (int i = 0; i < count; i++)
            weights.Values[Below(0, i, LightWeights.Size)] = ((float)new Draw(4, 0, 1, i).Uniform(Use.Action) - 0.5f) * 1e-3f;

        weights.Values[0] = float.Epsilon;
        weights.Values[^1] = float.MaxValue;
        return weights;
    }

    private byte[] Bytes(LightWeights weights)
    {
        LightPolicyFile.Save(FilePath, weights, Features);
        return File.ReadAllBytes(FilePath);
    }

    private static void Refused(byte[] bytes)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => LightPolicyFile.Read(bytes, "some/path.light", Features));
        Assert.StartsWith("some/path.light: ", fault.Message, StringComparison.Ordinal);
    }

    private static void ReadOrRefused(byte[] bytes)
    {
        try
        {
            LightPolicyFile.Read(bytes, "some/path.light", Features);
        }
        catch (InvalidDataException)
        {
        }
    }

    private static byte[] Sealed(byte[] fields)
    {
        byte[] body = [.. "3SPO-LIGHT-1\n"u8, .. fields];
        return [.. body, .. SHA256.HashData(body)];
    }

    private static byte[] Int(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static int Below(int number, int place, int bound) => new Draw(9, number, 0, place).Below(bound, Use.Action);
}
