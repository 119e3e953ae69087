using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Lets a model write all answers of a call.</summary>
internal static class Answers
{
    /// <summary>Writes them, on as many threads as the model uses; what the memory is too small for is refused.</summary>
    /// <param name="model">The model, which must not change meanwhile.</param>
    /// <param name="settings">Engine and limits.</param>
    /// <param name="questions">The questions; those that were refused before are left alone.</param>
    public static void Write(LanguageModel model, SamplingSettings settings, IReadOnlyList<Question> questions)
    {
        bool onProcessor = model.Decoder.Device.type is TorchSharp.DeviceType.CPU;
        var limits = SamplingLimits.Of(settings, onProcessor);
        List<Question> answered = [];
        List<long> needs = [];
        using (IAnswerEngine engine = AnswerEngines.Open(model, settings, limits.Bytes))
        {
            foreach (Question question in questions.Where(question => question.Open > 0))
            {
                long need = engine.BytesFor(question.Prompt);
                if (need > limits.Bytes)
                {
                    question.Refuse(
                        $"A prompt of {question.Prompt.Tokens.Length} tokens with {question.Prompt.Answers} answers of up to {question.Prompt.LongestAnswer} takes "
                        + $"{(need + (1 << 20) - 1) >> 20} MiB while it is answered, but sampleMemory allows {limits.Bytes >> 20}. "
                        + "Raise sampleMemory, or lower promptHistory, answerTokens or maxWidth.");
                    continue;
                }

                answered.Add(question);
                needs.Add(need);
            }
        }

        if (answered.Count == 0)
            return;

        (IReadOnlyList<Question[]> lanes, long budget) = onProcessor ? Lanes.Of(answered, needs, limits.Bytes) : Lanes.Of(answered, needs, limits.Bytes, most: 1);
        InParallel.For(
            lanes.Count, model.Workers,
            lane =>
            {
                using IAnswerEngine engine = AnswerEngines.Open(model, settings, budget);
                new AnswerScheduler(engine, limits with { Bytes = budget }).Run(lanes[lane]);
            },
            CancellationToken.None);
    }
}
