using System.Buffers.Binary;
using System.Text;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

public sealed class SafetensorsTests : IDisposable
{
    private static readonly float[] Numbers =
        [0, -0f, 1, -1.5f, 1e-45f, 3.4e38f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.1f, 1 / 3f, 257];

    private readonly TemporaryFolder _folder = new();

    public SafetensorsTests() => RecordedModel.RequireTorch();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Numbers_are_read_back_bit_by_bit_in_the_type_they_were_written_in(ScalarType type)
    {
        using var scope = NewDisposeScope();
        Tensor matrix = tensor(Numbers, [3, 4]).to(type);
        (string Name, Tensor Tensor)[] written =
        [
            ("model.matrix", matrix), ("line", tensor(Numbers).to(type)), ("one", tensor(0.3f).to(type)), ("none", zeros(0, 4).to(type)), ("turned", matrix.t()),
        ];

        SafetensorsWriter.Write(_folder.File("a"), written);

        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("a"));
        Assert.Equal(written.Select(one => one.Name).Order(StringComparer.Ordinal), file.Names.Order(StringComparer.Ordinal));
        foreach ((string name, Tensor expected) in written)
        {
            Tensor read = file.Read(name);
            Assert.Equal(type, read.dtype);
            Assert.Equal(expected.shape, read.shape);
            Assert.Equal(expected.shape, file.Shape(name));
            Assert.Equal(Bits(expected), Bits(read));
        }
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    public void Other_types_are_written_in_single_precision(ScalarType type)
    {
        using var scope = NewDisposeScope();
        Tensor numbers = tensor(Numbers).to(type);

        SafetensorsWriter.Write(_folder.File("a"), [("a", numbers)]);

        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("a"));
        Assert.Equal(Bits(numbers.to(ScalarType.Float32)), Bits(file.Read("a")));
    }

    [Fact]
    public void Numbers_are_converted_to_what_the_destination_has()
    {
        using var scope = NewDisposeScope();
        Tensor half = tensor(Numbers, [3, 4]).to(ScalarType.BFloat16);
        SafetensorsWriter.Write(_folder.File("a"), [("a", half)]);
        Tensor destination = zeros(3, 4, ScalarType.Float64);

        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("a"));
        file.ReadInto("a", destination);

        Assert.Equal(Bits(half.to(ScalarType.Float64)), Bits(destination));
    }

    [Fact]
    public void More_numbers_than_one_piece_are_read_back()
    {
        using var scope = NewDisposeScope();
        Tensor many = arange((1 << 22) + 3, ScalarType.Float32);

        SafetensorsWriter.Write(_folder.File("a"), [("many", many), ("next", ones(2))]);

        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("a"));
        Assert.True(file.Read("many").equal(many).all().item<bool>());
        Assert.True(file.Read("next").equal(ones(2)).all().item<bool>());
    }

    [Fact]
    public void Numbers_begin_at_a_multiple_of_eight_whatever_the_header()
    {
        using var scope = NewDisposeScope();
        for (int length = 1; length <= 9; length++)
        {
            SafetensorsWriter.Write(_folder.File("a"), [(new string('a', length), ones(1))]);
            byte[] bytes = File.ReadAllBytes(_folder.File("a"));
            ulong header = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(0UL, header % 8);
            Assert.Equal(8 + header + 4, (ulong)bytes.Length);
        }
    }

    [Fact]
    public void A_file_too_short_for_the_length_of_its_header_is_refused()
    {
        for (int length = 1; length < 8; length++)
            Refused(new byte[length], $"{length} bytes are too few");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void A_header_longer_than_the_file_or_than_none_is_refused(long claimed)
    {
        byte[] bytes = new byte[10];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, claimed);
        bytes[8] = (byte)'{';
        bytes[9] = (byte)'}';
        Refused(bytes, $"the header claims {(ulong)claimed}");
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("{]")]
    [InlineData("nonsense")]
    [InlineData("{\"a\": [[[[[[[[[[[[1]]]]]]]]]]]]}")]
    public void A_header_that_is_not_json_is_refused(string header) => Refused(header, "header is not JSON");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("30")]
    [InlineData("{\"a\": 3}")]
    [InlineData("{\"a\": {}}")]
    [InlineData("{\"a\": {\"dtype\": 3, \"shape\": [4], \"data_offsets\": [0, 16]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": 4, \"data_offsets\": [0, 16]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [\"4\"], \"data_offsets\": [0, 16]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4.5], \"data_offsets\": [0, 16]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": {}}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4]}}")]
    [InlineData("{\"a\": {\"dtype\": \"\\ud800\", \"shape\": [4], \"data_offsets\": [0, 16]}}")]
    [InlineData("{\"\\ud800\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 16]}}")]
    public void A_header_of_another_form_is_refused(string header) => Refused(header, "wanted name");

    [Theory]
    [InlineData("[0, 20]")]
    [InlineData("[16, 32]")]
    [InlineData("[-16, 0]")]
    [InlineData("[-4, 12]")]
    [InlineData("[16, 0]")]
    [InlineData("[0, 9223372036854775807]")]
    [InlineData("[-9223372036854775808, 9223372036854775807]")]
    [InlineData("[]")]
    [InlineData("[0]")]
    [InlineData("[0, 8, 16]")]
    public void Numbers_that_lie_outside_the_file_are_refused(string offsets) => Refused(Entry("F32", "[4]", offsets), "lies at");

    [Theory]
    [InlineData("F32", "[3]")]
    [InlineData("F32", "[5]")]
    [InlineData("BF16", "[4]")]
    [InlineData("F64", "[4]")]
    [InlineData("F32", "[2, 4]")]
    [InlineData("F32", "[0]")]
    [InlineData("F32", "[-4]")]
    [InlineData("F32", "[-2, -2]")]
    [InlineData("F32", "[4294967296, 4294967296]")]
    [InlineData("F32", "[4611686018427387905]")]
    [InlineData("F32", "[9223372036854775807, 9223372036854775807, 9223372036854775807]")]
    [InlineData("F32", "[4294967296, 4294967296, 4294967296, 4294967296, 4294967296]")]
    public void A_shape_of_another_size_than_its_numbers_is_refused(string type, string shape) => Refused(Entry(type, shape, "[0, 16]"), "does not fit");

    [Theory]
    [InlineData("[0, 9223372036854775807, 9223372036854775807]")]
    [InlineData("[4294967296, 0, 4294967296]")]
    public void A_shape_without_numbers_may_not_overflow_either(string shape) => Refused(Entry("F32", shape, "[0, 0]"), "does not fit", numbers: 0);

    [Theory]
    [InlineData("I8")]
    [InlineData("U4")]
    [InlineData("f32")]
    [InlineData("")]
    public void Another_type_of_numbers_is_refused_with_those_that_are_read(string type) => Refused(Entry(type, "[4]", "[0, 16]"), "wanted F64, F32, BF16 or F16");

    [Fact]
    public void A_name_given_twice_is_refused() => Refused(
        "{\"a\": {\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}, \"a\": {\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", "'a' stands in the header twice");

    [Theory]
    [InlineData(0, 8, 4, 12)]
    [InlineData(0, 16, 0, 16)]
    [InlineData(0, 4, 8, 16)]
    [InlineData(4, 8, 8, 16)]
    [InlineData(0, 4, 4, 12)]
    public void Numbers_that_overlap_or_leave_gaps_are_refused(int from, int to, int from2, int to2) => Refused(
        $"{{\"a\": {{\"dtype\":\"F32\",\"shape\":[{(to - from) / 4}],\"data_offsets\":[{from},{to}]}}, "
        + $"\"b\": {{\"dtype\":\"F32\",\"shape\":[{(to2 - from2) / 4}],\"data_offsets\":[{from2},{to2}]}}}}",
        "one after another");

    [Fact]
    public void A_name_of_several_lines_is_shown_on_one() => Refused(
        "{\"a\\nb\\r\\u2028" + new string('z', 1000) + "\": {\"dtype\":\"I\\n8\",\"shape\":[2],\"data_offsets\":[0,8]}}", "'a b ");

    [Fact]
    public void A_shape_of_many_sides_is_shown_in_part() =>
        Refused(Entry("F32", $"[{string.Join(", ", Enumerable.Repeat("7", 10_000))}]", "[0, 16]"), "does not fit");

    [Fact]
    public void A_tensor_that_is_not_there_or_has_another_shape_is_refused_with_what_was_wanted()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File("a"), [("a", ones(2, 3))]);
        using SafetensorsFile file = SafetensorsFile.Open(_folder.File("a"));

        Assert.Contains("no tensor 'b'", Assert.Throws<InvalidDataException>(() => file.Read("b")).Message, StringComparison.Ordinal);
        string message = Assert.Throws<InvalidDataException>(() => file.ReadInto("a", zeros(3, 2))).Message;
        Assert.Contains("[2, 3]", message, StringComparison.Ordinal);
        Assert.Contains("[3, 2]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_changed_or_missing_bytes_is_refused_or_read()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File("a"), [("a", ones(2, 3)), ("b", ones(4).to(ScalarType.BFloat16)), ("none", ones(0, 2))]);
        byte[] whole = File.ReadAllBytes(_folder.File("a"));
        int header = whole.Length - 32;
        for (int round = 0; round < 500; round++)
        {
            var draw = new Draw(12, round, 0, 0);
            byte[] damaged = round % 5 == 0 ? whole[..draw.Below(whole.Length, use: 0)] : [.. whole];
            for (int change = 0; change <= draw.Below(3, use: 1) && damaged.Length > 0; change++)
                damaged[draw.Below(Math.Min(header, damaged.Length), use: 2 + (2 * change))] = Byte(draw, use: 3 + (2 * change));

            try
            {
                using var inner = NewDisposeScope();
                using SafetensorsFile file = Open(damaged);
                foreach (string name in file.Names)
                    file.Read(name);
            }
            catch (InvalidDataException fault)
            {
                IsOneLine(fault);
            }
        }
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        using var scope = NewDisposeScope();
        Tensor gone = ones(3);
        gone.Dispose();

        Assert.NotNull(Record.Exception(() => SafetensorsWriter.Write(_folder.File("a"), [("a", ones(2)), ("b", gone)])));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(_folder.File("a"), [("a", ones(2)), ("a", ones(2))]));
        Assert.Throws<DirectoryNotFoundException>(() => SafetensorsWriter.Write(_folder.File("nowhere/a"), [("a", ones(2))]));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_before_it_as_it_was()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(_folder.File("a"), [("a", ones(2))]);
        byte[] before = File.ReadAllBytes(_folder.File("a"));
        Tensor gone = ones(3);
        gone.Dispose();

        Assert.NotNull(Record.Exception(() => SafetensorsWriter.Write(_folder.File("a"), [("a", zeros(2)), ("b", gone)])));

        Assert.Equal(before, File.ReadAllBytes(_folder.File("a")));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    /// <summary>Any byte, or often a digit or a sign that JSON knows, which leads further in.</summary>
    private static byte Byte(Draw draw, int use)
    {
        const string Signs = "0123456789-.eE[]{}\",: \\u";
        int drawn = draw.Below(256 + (8 * Signs.Length), use);
        return drawn < 256 ? (byte)drawn : (byte)Signs[drawn % Signs.Length];
    }

    private static string Entry(string type, string shape, string offsets) =>
        $"{{\"a\": {{\"dtype\": \"{type}\", \"shape\": {shape}, \"data_offsets\": {offsets}}}}}";

    private void Refused(string header, string because, int numbers = 16)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + json.Length + numbers];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        Refused(bytes, because);
    }

    private void Refused(byte[] bytes, string because)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Open(bytes));
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        IsOneLine(fault);
    }

    private void IsOneLine(InvalidDataException fault)
    {
        Assert.StartsWith(_folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("Download it again.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.InRange(fault.Message.Length, 40, 500);
    }

    private SafetensorsFile Open(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("damaged"), bytes);
        return SafetensorsFile.Open(_folder.File("damaged"));
    }

    private static byte[] Bits(Tensor tensor)
    {
        using Tensor flat = tensor.contiguous().reshape(-1).clone();
        return flat.numel() == 0 ? [] : flat.bytes.ToArray();
    }
}
