namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Something in a template that cannot be understood or done. It leaves the room as an <see cref="InvalidDataException"/> with the template's name.</summary>
internal sealed class TemplateFault(string message, int line = 0) : Exception(message)
{
    /// <summary>Where in the template, from 1; 0 while that is not known.</summary>
    public int Line { get; } = line;
}
