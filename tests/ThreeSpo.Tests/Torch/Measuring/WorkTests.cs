using ThreeSpo.Torch.Measuring;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Tests.Torch.Measuring;

public sealed class WorkTests
{
    // Layers of 4·8·8 + 3·8·16 = 640 numbers each, 128 of them for keys and values; a head of 10·8.
    private static readonly DecoderConfig Hand = new()
    {
        VocabularySize = 10,
        HiddenSize = 8,
        IntermediateSize = 16,
        Layers = 3,
        Heads = 2,
        KeyValueHeads = 2,
    };

    [Fact]
    public void A_token_goes_through_every_matrix_once_and_attends_to_those_before_it() =>
        Assert.Equal((2 * ((3 * 640) + 80)) + (3 * 4 * 5 * 8), Work.Token(Hand, seen: 5));

    [Fact]
    public void A_prompt_needs_only_keys_and_values_of_the_last_layer_but_for_its_end() =>
        Assert.Equal((2 * 6 * ((2 * 640) + 128)) + (2 * 4 * 18 * 8) + (2 * 3 * 640) + (3 * 4 * 6 * 8) + (2 * 80), Work.Prompt(Hand, tokens: 6));

    [Fact]
    public void Learning_from_answers_that_share_a_prompt_needs_it_once()
    {
        double one = Work.Lesson(Hand, prompt: 100, answers: 1, length: 4);
        double eight = Work.Lesson(Hand, prompt: 100, answers: 8, length: 4);

        Assert.Equal(3 * 7 * 4 * Work.Token(Hand, seen: 102), eight - one, precision: 6);
        Assert.True(eight < 8 * one / 4);
    }

    [Fact]
    public void A_step_of_decoding_reads_the_weights_once_and_each_answers_past() =>
        Assert.Equal(2 * ((3 * 640) + 80 + (5 * 7 * 3 * 2 * 8)), Work.Bytes(Hand, answers: 5, seen: 7, width: 2));
}
