using System.Numerics;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Sampling;

/// <summary>How much room a prompt and its answers get: prompts of equal room go through attention together.</summary>
/// <param name="Prompt">Room for the prompt. Unit: tokens.</param>
/// <param name="Answers">Room for so many answers.</param>
/// <param name="Answer">Room for each. Unit: tokens.</param>
internal readonly record struct RoomSize(int Prompt, int Answers, int Answer)
{
    private const int ShortestPrompt = 16;
    private const int ShortestAnswer = 8;

    /// <summary>The room of a prompt: rounded up by half at most, so that there are few sizes.</summary>
    public static RoomSize Of(AnsweredPrompt prompt) => new(
        Rounded(Math.Max(ShortestPrompt, prompt.Tokens.Length)), Rounded(prompt.Answers), Rounded(Math.Max(ShortestAnswer, prompt.LongestAnswer)));

    /// <summary>Keys and values of all layers. Unit: bytes.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="numberSize">Bytes of one number.</param>
    public long Bytes(DecoderConfig config, int numberSize) =>
        2L * config.Layers * config.KeyValueHeads * config.HeadSize * numberSize * (Prompt + ((long)Answers * Answer));

    /// <summary>The next power of two, or three quarters of it where that is enough.</summary>
    private static int Rounded(int count)
    {
        int power = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        return count <= power / 4 * 3 ? power / 4 * 3 : power;
    }
}
