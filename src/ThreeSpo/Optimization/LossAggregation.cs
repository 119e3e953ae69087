namespace ThreeSpo.Optimization;

/// <summary>How the losses of tokens become one number.</summary>
public enum LossAggregation
{
    /// <summary>The mean over all tokens: long answers weigh more. DAPO's.</summary>
    TokenMean,

    /// <summary>The mean over answers of the sum over tokens: an action counts by its log-probability as a whole.</summary>
    SeqMeanTokenSum,

    /// <summary>The mean over answers of the mean over tokens: GRPO's.</summary>
    SeqMeanTokenMean,

    /// <summary>The sum over all tokens, divided by the longest answer allowed: Dr. GRPO's.</summary>
    SeqMeanTokenSumNorm,
}
