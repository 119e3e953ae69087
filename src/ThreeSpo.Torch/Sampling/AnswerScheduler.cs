namespace ThreeSpo.Torch.Sampling;

/// <summary>Keeps an engine busy with as much as its limits allow: prompts are admitted as soon as others have left.</summary>
/// <param name="engine">The engine.</param>
/// <param name="limits">What may be under way at once.</param>
/// <remarks>
/// Continuous batching (Yu et al., "Orca", OSDI 2022): one read a step for every answer under way, and an answer that has ended is in the next
/// step no more. Draws belong to answers and not to steps, so that batching changes no answer but by rounding.
/// </remarks>
internal sealed class AnswerScheduler(IAnswerEngine engine, SamplingLimits limits)
{
    private readonly Queue<Question> _waiting = [];
    private readonly List<Question> _underWay = [];
    private long _bytes;
    private int _open;

    /// <summary>Writes all answers to their ends.</summary>
    /// <param name="questions">The questions, none of which takes more memory alone than the limit; those that begin alike next to each other.</param>
    public void Run(IReadOnlyList<Question> questions)
    {
        foreach (Question question in questions)
            _waiting.Enqueue(question);

        while (_waiting.Count + _underWay.Count > 0)
        {
            for (List<Question> next = Next(); next.Count > 0; next = Next())
                Admit(next);

            if (_underWay.Count > 0)
                Read();
        }
    }

    /// <summary>Takes what can be admitted now, and be encoded at once.</summary>
    private List<Question> Next()
    {
        List<Question> next = [];
        int tokens = 0;
        while (_waiting.TryPeek(out Question? question))
        {
            long bytes = engine.BytesFor(question.Prompt);
            int fresh = question.Prompt.Tokens.Length - (next.Count == 0 ? 0 : question.Prompt.Tokens.AsSpan().CommonPrefixLength(next[^1].Prompt.Tokens));
            bool fits = _open + question.Writers.Count <= limits.Answers && _bytes + bytes <= limits.Bytes && (next.Count == 0 || tokens + fresh <= limits.Tokens);

            // What fits beside nothing else is let in alone.
            if (!fits && (next.Count > 0 || _underWay.Count > 0))
                break;

            next.Add(_waiting.Dequeue());
            tokens += fresh;
            _bytes += bytes;
            _open += question.Writers.Count;
        }

        return next;
    }

    private void Admit(List<Question> questions)
    {
        using (Logits logits = engine.Admit([.. questions.Select(question => question.Prompt)]))
            logits.Write([.. questions.SelectMany((question, row) => question.Writers.Select(writer => (row, writer)))]);

        _underWay.AddRange(questions);
        LetGo();
    }

    /// <summary>Reads what was written since, and lets every answer that goes on write its next token.</summary>
    private void Read()
    {
        List<AnswerRead> reads = [];
        List<(int Row, AnswerWriter Writer)> writers = [];
        foreach (Question question in _underWay)
        {
            for (int answer = 0; answer < question.Writers.Count; answer++)
            {
                AnswerWriter writer = question.Writers[answer];
                if (writer.End is not null)
                    continue;

                writers.Add((reads.Count, writer));
                reads.Add(new AnswerRead(question.Prompt, answer, writer.Unread.ToArray()));
                writer.MarkRead();
            }
        }

        using (Logits logits = engine.Read(reads))
            logits.Write(writers);

        LetGo();
    }

    /// <summary>Releases prompts all of whose answers have ended, and counts what is left.</summary>
    private void LetGo()
    {
        _open = 0;
        for (int i = _underWay.Count - 1; i >= 0; i--)
        {
            Question question = _underWay[i];
            int open = question.Open;
            _open += open;
            if (open > 0)
                continue;

            _bytes -= engine.BytesFor(question.Prompt);
            engine.Release(question.Prompt);
            _underWay.RemoveAt(i);
        }
    }
}
