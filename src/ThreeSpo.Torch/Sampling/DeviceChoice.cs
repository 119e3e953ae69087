using static TorchSharp.torch;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Draws tokens where their logits are, as <see cref="TokenChoice"/> does on the processor.</summary>
/// <remarks>
/// Shares and their running sums are in double precision, so that a token differs only where the mark lies within rounding of an edge.
/// Letters: m answers, V vocabulary.
/// </remarks>
internal static class DeviceChoice
{
    /// <summary>Lets answers write their next token.</summary>
    /// <param name="logits">Float32, shape [rows, V].</param>
    /// <param name="writers">The answers, each with its row; several may share one.</param>
    /// <param name="allowed">What all of them are held to; null for the whole vocabulary.</param>
    /// <exception cref="DivergedException">The logits are no numbers.</exception>
    public static void Write(Tensor logits, IReadOnlyList<(int Row, AnswerWriter Writer)> writers, TokenSet? allowed)
    {
        foreach (IGrouping<SamplingSettings, (int Row, AnswerWriter Writer)> same in writers.GroupBy(one => one.Writer.Settings))
        {
            (int Row, AnswerWriter Writer)[] some = [.. same];
            (int[] tokens, double[] logProbabilities, TokenSet?[] kept) = Draw(
                logits, [.. some.Select(one => one.Row)], allowed, [.. some.Select(one => one.Writer.Temperature)], same.Key,
                [.. some.Select(one => one.Writer.NextDraw)]);
            for (int i = 0; i < some.Length; i++)
                some[i].Writer.Take(tokens[i], logProbabilities[i], kept[i]);
        }
    }

    /// <summary>Draws a token for each answer.</summary>
    /// <param name="logits">Float32, shape [rows, V].</param>
    /// <param name="rows">Which row each answer draws from, shape [m].</param>
    /// <param name="allowed">The tokens that are allowed; null for all of them.</param>
    /// <param name="temperatures">T of each, shape [m].</param>
    /// <param name="settings">Which tokens are kept.</param>
    /// <param name="draws">Uniform numbers in [0, 1), shape [m].</param>
    /// <returns>The tokens, their ln p among the kept ones, and those, shape [m] each.</returns>
    public static (int[] Tokens, double[] LogProbabilities, TokenSet?[] Kept) Draw(
        Tensor logits, int[] rows, TokenSet? allowed, double[] temperatures, SamplingSettings settings, double[] draws)
    {
        using var scope = NewDisposeScope();
        int vocabulary = (int)logits.shape[1];
        Device device = logits.device;
        Tensor each = logits.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: device)); // [m, V]
        if (allowed is not null)
            each = each + tensor(allowed.Bars(vocabulary), [1, vocabulary], device: device);

        Tensor hot = tensor(temperatures, [rows.Length, 1], device: device);
        Tensor largest = each.amax([1], keepdim: true).to(ScalarType.Float64); // [m, 1]
        Tensor shares = each.to(ScalarType.Float64).sub_(largest).div_(hot).exp_(); // [m, V]
        Tensor? keep = TokenChoice.KeepsAll(settings, allowed?.Count ?? vocabulary) ? null : Keep(each, shares, settings);
        if (keep is not null)
            shares = shares * keep;

        Tensor upTo = shares.cumsum(1);
        Tensor sum = upTo.narrow(1, vocabulary - 1, 1); // [m, 1]

        // Rounding can leave the running sum a hair below the mark: the last token with any probability takes what is left.
        Tensor marks = tensor(draws, [rows.Length, 1], device: device) * sum;
        // Where nothing is a number, no place is found at all, which is told below.
        Tensor tokens = minimum(searchsorted(upTo, marks, right: true), searchsorted(upTo, sum.contiguous(), right: false)).clamp_max(vocabulary - 1); // [m, 1]
        Tensor logProbabilities = (each.gather(1, tokens).to(ScalarType.Float64) - largest).div_(hot) - sum.log();
        double[] found = logProbabilities.reshape(-1).cpu().data<double>().ToArray();
        if (!found.All(double.IsFinite))
            throw TokenChoice.Diverged();

        return ([.. tokens.reshape(-1).cpu().data<long>().ToArray().Select(token => (int)token)], found,
            keep is null ? [.. rows.Select(_ => allowed)] : Sets(keep, rows.Length));
    }

    /// <summary>Which tokens are left, as truths, shape [m, V]: first the likeliest k, then of those the likeliest up to a share of p.</summary>
    private static Tensor Keep(Tensor logits, Tensor shares, SamplingSettings settings)
    {
        long most = settings.TopK == 0 ? logits.shape[1] : Math.Min(settings.TopK, logits.shape[1]);

        // A stable order: among equals the smaller id stays.
        (_, Tensor order) = logits.sort(1, descending: true, stable: true);
        order = order.narrow(1, 0, most); // [m, most]
        Tensor upTo = shares.gather(1, order).cumsum(1);
        Tensor before = cat([zeros(upTo.shape[0], 1, ScalarType.Float64, upTo.device), upTo.narrow(1, 0, most - 1)], 1);
        Tensor kept = before.lt(upTo.narrow(1, most - 1, 1) * settings.TopP);
        return zeros_like(shares, ScalarType.Bool).scatter(1, order, kept);
    }

    private static TokenSet?[] Sets(Tensor keep, int count)
    {
        long[] cells = keep.nonzero().reshape(-1).cpu().data<long>().ToArray(); // row, token, row, token, …
        List<int>[] sets = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        for (int i = 0; i < cells.Length; i += 2)
            sets[cells[i]].Add((int)cells[i + 1]);

        return [.. sets.Select(set => TokenSet.Kept([.. set]))];
    }
}
