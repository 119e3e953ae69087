namespace ThreeSpo.Torch.Text.Templates;

/// <summary>What signs do between two values: as in Python, with whole numbers of 64 bits.</summary>
internal static class Arithmetic
{
    /// <summary>Works one out.</summary>
    public static object? Of(string sign, object? left, object? right, Work work)
    {
        if ((left as Undefined ?? right as Undefined) is { } missing)
            throw new TemplateFault(missing.What);

        return (sign, left, right) switch
        {
            ("+", TemplateText one, TemplateText other) => Joined(one, other, work),
            ("+", IReadOnlyList<object?> one, IReadOnlyList<object?> other) => Joined(one, other, work),
            ("*", TemplateText text, long or bool) when Values.TryWhole(right, out long times) => Repeated(text, times, work),
            ("*", long or bool, TemplateText text) when Values.TryWhole(left, out long times) => Repeated(text, times, work),
            ("/", _, _) when Values.TryReal(left, out double one) && Values.TryReal(right, out double other) => one / NotZero(other),
            _ when Values.TryWhole(left, out long one) && Values.TryWhole(right, out long other) => Whole(sign, one, other),
            _ when Values.TryReal(left, out double one) && Values.TryReal(right, out double other) => Real(sign, one, other),
            ("%", TemplateText, _) => throw new TemplateFault("'%' does not format texts here; use '~'"),
            _ => throw new TemplateFault($"'{sign}' cannot take {Values.Kind(left)} and {Values.Kind(right)}{(left is TemplateText || right is TemplateText ? "; use '~' to put them one after another" : "")}"),
        };
    }

    private static long Whole(string sign, long left, long right)
    {
        try
        {
            return checked(sign switch
            {
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "//" => Floor(left, right),
                _ => left - (Floor(left, right) * right),
            });
        }
        catch (OverflowException)
        {
            throw new TemplateFault($"'{sign}' goes beyond whole numbers of 64 bits");
        }
    }

    private static long Floor(long left, long right)
    {
        if (right == 0)
            throw new TemplateFault("divides by zero");

        long quotient = checked(left / right);
        return (left % right != 0) && ((left < 0) != (right < 0)) ? quotient - 1 : quotient;
    }

    private static double Real(string sign, double left, double right) => sign switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "//" => Math.Floor(left / NotZero(right)),
        _ => left - (Math.Floor(left / NotZero(right)) * right),
    };

    private static double NotZero(double divisor) => divisor != 0 ? divisor : throw new TemplateFault("divides by zero");

    private static TemplateText Joined(TemplateText left, TemplateText right, Work work)
    {
        work.Length((long)left.Text.Length + right.Text.Length);
        return left + right;
    }

    private static List<object?> Joined(IReadOnlyList<object?> left, IReadOnlyList<object?> right, Work work)
    {
        work.Spend(left.Count + right.Count);
        return [.. left, .. right];
    }

    private static TemplateText Repeated(TemplateText text, long times, Work work)
    {
        long length = times <= 0 || text.Text.Length == 0 ? 0 : times > Work.MostCharacters ? times : times * text.Text.Length;
        work.Length(length);
        var repeated = new TemplateTextBuilder();
        for (long i = 0; length > 0 && i < times; i++)
            repeated.Append(text);

        return repeated.ToText();
    }
}
