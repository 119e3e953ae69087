using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

public sealed class ByteAlphabetTests
{
    [Fact]
    public void Every_byte_has_its_own_character_and_comes_back()
    {
        for (int value = 0; value < 256; value++)
        {
            Assert.True(ByteAlphabet.TryByte(ByteAlphabet.Of((byte)value), out byte back));
            Assert.Equal(value, back);
        }
    }

    [Theory]
    [InlineData('a', 'a')]
    [InlineData(' ', 'Ġ')]
    [InlineData('\n', 'Ċ')]
    [InlineData('\0', 'Ā')]
    [InlineData(0xAD, 'Ń')]
    [InlineData(0xFF, 'ÿ')]
    public void Printable_bytes_stand_for_themselves_and_others_for_later_letters(int value, char character) =>
        Assert.Equal(character, ByteAlphabet.Of((byte)value));

    [Fact]
    public void Printable_bytes_come_first_in_the_order_of_ids()
    {
        Assert.Equal(256, ByteAlphabet.InOrder.Distinct().Count());
        Assert.Equal(['!', '"', '#'], ByteAlphabet.InOrder.Take(3));
        Assert.Equal(['ÿ', 'Ā', 'ā'], ByteAlphabet.InOrder.Skip(187).Take(3));
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('\u00AD')]
    [InlineData('\u0144')]
    [InlineData('世')]
    public void Other_characters_are_not_of_the_alphabet(char character) => Assert.False(ByteAlphabet.TryByte(character, out _));
}
