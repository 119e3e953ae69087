namespace ThreeSpo.Worlds.Webshop;

/// <summary>A handful of searches made from the task's own words: what a policy that cannot write chooses from.</summary>
public static class CandidateQueries
{
    private const int FewWords = 3;
    private const int MostCharacters = 200;

    /// <summary>What a candidate is made of, which tells a policy more than its words do.</summary>
    public enum Kind
    {
        /// <summary>Everything asked for but the price.</summary>
        All,

        /// <summary>Everything but options and price.</summary>
        Core,

        /// <summary>What stands before the first "with" or "for".</summary>
        Head,

        /// <summary>The last words of that: roughly the kind of thing.</summary>
        Thing,

        /// <summary>The kind of thing and the options.</summary>
        ThingAndOptions,
    }

    /// <summary>The candidates for a request, distinct, at least one.</summary>
    public static IReadOnlyList<(Kind Kind, string Words)> For(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string options = string.Join(' ', request.Options.Select(option => option.Value));
        string thing = string.Join(' ', request.Head.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(FewWords));
        (Kind Kind, string Words)[] made =
        [
            (Kind.All, $"{request.Core} {options}"),
            (Kind.Core, request.Core),
            (Kind.Head, request.Head),
            (Kind.Thing, thing),
            (Kind.ThingAndOptions, $"{thing} {options}"),
        ];
        return [.. made.Select(one => (one.Kind, Words: Searchable(one.Words))).Where(one => one.Words.Length > 0)
            .DistinctBy(one => one.Words).DefaultIfEmpty((Kind.All, "anything"))];
    }

    /// <summary>Words as a search can hold them: no brackets, no line breaks, not too long.</summary>
    public static string Searchable(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        string clean = string.Join(' ', words.Split([' ', '[', ']', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return clean.Length <= MostCharacters ? clean : clean[..MostCharacters].TrimEnd();
    }
}
