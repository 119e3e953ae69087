using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Text;

public sealed class StreamedTextTests
{
    private static readonly Tokenizer Small = SmallTokenizer.Shared;

    [Fact]
    public void Pieces_make_up_the_decoded_text()
    {
        foreach (string text in RandomText.Some(300))
        {
            int[] ids = [.. Small.Encode(text), Small.Special(SmallTokenizer.End)!.Value, .. Small.Encode("mug")];
            Assert.Equal(Small.Decode(ids), string.Concat(Streamed(ids)));
        }
    }

    [Fact]
    public void Bytes_of_any_order_make_up_the_decoded_text()
    {
        foreach (string text in RandomText.Some(300))
        {
            int[] ids = [.. Small.Encode(text).Reverse().Take(9)];
            Assert.Equal(Small.Decode(ids), string.Concat(Streamed(ids)));
        }
    }

    [Fact]
    public void A_letter_of_several_tokens_is_held_back_until_it_is_whole()
    {
        Tokenizer bytes = BpeTrainer.Train([], 256, PreTokenizerPatterns.Qwen2, []);

        Assert.Equal(["", "", "", "😀", ""], Streamed(bytes.Encode("😀"), bytes));
        Assert.Equal(["", "\uFFFD"], Streamed(bytes.Encode("😀")[..1], bytes));
    }

    [Fact]
    public void Ids_that_no_token_has_print_as_nothing() => Assert.Equal("", new StreamedText(Small).Next(int.MaxValue));

    private static List<string> Streamed(int[] ids, Tokenizer? tokenizer = null)
    {
        var pieces = new StreamedText(tokenizer ?? Small);
        return [.. ids.Select(pieces.Next), pieces.End()];
    }
}
