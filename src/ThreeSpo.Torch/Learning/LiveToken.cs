using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Torch.Learning;

/// <summary>A token that had an alternative.</summary>
/// <param name="Place">Where it stands in a matrix with a row per answer.</param>
/// <param name="Lesson">Its lesson's number in the batch.</param>
/// <param name="Answer">Its answer's number in the lesson.</param>
/// <param name="Index">Its place in the answer.</param>
/// <param name="Token">Its id.</param>
/// <param name="Allowed">What it was chosen from; null for the whole vocabulary.</param>
/// <param name="Temperature">The temperature it was chosen at.</param>
internal readonly record struct LiveToken(long Place, int Lesson, int Answer, int Index, int Token, TokenSet? Allowed, double Temperature);
