namespace ThreeSpo.Torch.Measuring;

/// <summary>A way of answering prompts, to be measured: all answers are read and written together, a token a step. Used by one thread at a time.</summary>
internal interface IDecoding : IDisposable
{
    /// <summary>Tokens of prompt and answer so far, of each answer.</summary>
    int Length { get; }

    /// <summary>Forgets what was before, encodes prompts and writes the first token of every answer.</summary>
    /// <param name="prompts">Token ids of the prompts, all equally long.</param>
    /// <param name="answers">n: answers to each.</param>
    void Begin(int[][] prompts, int answers);

    /// <summary>Reads the last token of every answer and writes the next one.</summary>
    void Step();

    /// <summary>Waits until everything is written.</summary>
    void Finish();

    /// <summary>Token ids of every answer so far, answer after answer of prompt after prompt.</summary>
    int[][] Answers();
}
