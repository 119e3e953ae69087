namespace ThreeSpo.Torch.Text.Templates;

/// <summary>What rendering may cost: templates are anybody's.</summary>
/// <remarks>Real templates take some fifty steps a message, and go no more than twenty deep.</remarks>
internal sealed class Work
{
    /// <summary>Most steps. A step is a node of the template, eight characters of a text that is made or searched, or an item of a list.</summary>
    public const int MostSteps = 2_000_000;

    /// <summary>The longest text. Unit: UTF-16 code units.</summary>
    public const int MostCharacters = 1 << 23;

    /// <summary>How deep expressions, blocks and macros may be inside each other while they are worked out.</summary>
    public const int MostDepth = 500;

    private long _steps;
    private int _depth;

    /// <summary>Takes steps.</summary>
    public void Spend(long steps)
    {
        _steps += steps;
        if (_steps > MostSteps)
            throw new TemplateFault($"takes more than {MostSteps:N0} steps; a loop or a text in it grows without need");
    }

    /// <summary>Takes the steps of a text.</summary>
    public TemplateText Made(TemplateText text)
    {
        Length(text.Text.Length);
        return text;
    }

    /// <summary>Takes the steps of a text of this length, before it is made.</summary>
    public void Length(long characters)
    {
        if (characters > MostCharacters)
            throw new TemplateFault($"makes a text of more than {MostCharacters:N0} characters");

        Spend(1 + (characters / 8));
    }

    /// <summary>Goes one deeper.</summary>
    public void Enter()
    {
        Spend(1);
        if (++_depth > MostDepth)
            throw new TemplateFault($"goes more than {MostDepth} deep; a macro may be calling itself");
    }

    /// <summary>Comes back.</summary>
    public void Leave() => _depth--;
}
