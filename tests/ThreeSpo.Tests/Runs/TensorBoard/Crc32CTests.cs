using System.Text;
using ThreeSpo.Runs.TensorBoard;

namespace ThreeSpo.Tests.Runs.TensorBoard;

public sealed class Crc32CTests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("a", 0xC1D04330)]
    [InlineData("123456789", 0xE3069283)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404)]
    public void Text_has_its_published_checksum(string text, uint expected) => Assert.Equal(expected, Crc32C.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_blocks_of_RFC_3720_have_their_printed_checksums()
    {
        byte[] rising = [.. Enumerable.Range(0, 32).Select(one => (byte)one)];

        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of(rising));
        Assert.Equal(0x113FDB5Cu, Crc32C.Of([.. rising.Reverse()]));
    }

    [Fact]
    public void A_mask_turns_right_by_15_bits_and_adds_a_constant()
    {
        // 0xE3069283 turned right by 15 bits is 0x2507C60D; adding 0xA282EAD8 gives 0xC78AB0E5.
        Assert.Equal(0xC78AB0E5u, Crc32C.Masked("123456789"u8));
        Assert.Equal(0xA282EAD8u, Crc32C.Masked([]));
    }

    [Fact]
    public void Every_length_and_offset_agrees_with_the_definition()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(one => (byte)(one * 37))];
        for (int start = 0; start < 9; start++)
        {
            for (int end = start; end <= bytes.Length; end++)
                Assert.Equal(ByDefinition(bytes.AsSpan(start, end - start)), Crc32C.Of(bytes.AsSpan(start, end - start)));
        }
    }

    private static uint ByDefinition(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in data)
        {
            for (int bit = 0; bit < 8; bit++)
                crc = ((crc ^ (uint)(one >> bit)) & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }

        return ~crc;
    }
}
