namespace ThreeSpo.Torch.Text.Templates;

/// <summary>A stretch of a text that comes from one side.</summary>
/// <param name="End">Where it ends, exclusive. Unit: UTF-16 code units from the text's begin.</param>
/// <param name="Trusted">Whether the template's author wrote it; otherwise a message may hold anything.</param>
internal readonly record struct TextRun(int End, bool Trusted);
