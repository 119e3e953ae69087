namespace ThreeSpo.Torch.Learning;

/// <summary>Cuts lessons into pieces that go through the decoder at once.</summary>
internal static class Pieces
{
    /// <summary>Lessons of similar shape together, so that little is padded; a function of the lessons alone.</summary>
    /// <param name="lessons">The lessons.</param>
    /// <param name="mostTokens">Most tokens of a piece, padding included; a longer lesson is a piece of its own.</param>
    /// <returns>Indices of the lessons of each piece; every lesson once.</returns>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<Lesson> lessons, int mostTokens)
    {
        int[] order = [.. Enumerable.Range(0, lessons.Count).OrderBy(i => lessons[i].Answers.Count).ThenBy(i => lessons[i].Prompt.Length)];
        List<int[]> pieces = [];
        int start = 0;
        while (start < order.Length)
        {
            int end = start;
            (int prompt, int answers, int length) = (0, 0, 0);
            while (end < order.Length)
            {
                Lesson next = lessons[order[end]];
                (prompt, answers, length) = (
                    Math.Max(prompt, next.Prompt.Length), Math.Max(answers, next.Answers.Count), Math.Max(length, next.Answers.Max(answer => answer.Tokens.Length)));
                if (end > start && (end - start + 1) * (prompt + (answers * length)) > mostTokens)
                    break;

                end++;
            }

            pieces.Add(order[start..end]);
            start = end;
        }

        return pieces;
    }
}
