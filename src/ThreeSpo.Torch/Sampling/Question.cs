namespace ThreeSpo.Torch.Sampling;

/// <summary>A prompt, and the answers that are written to it.</summary>
/// <param name="Prompt">The prompt, as engines take it.</param>
/// <param name="Writers">Its answers, as many as the prompt says.</param>
internal sealed record Question(AnsweredPrompt Prompt, IReadOnlyList<AnswerWriter> Writers)
{
    /// <summary>Answers that go on.</summary>
    public int Open => Writers.Count(writer => writer.End is null);

    /// <summary>Ends all answers before they began.</summary>
    public void Refuse(string reason)
    {
        foreach (AnswerWriter writer in Writers)
            writer.Refuse(reason);
    }
}
