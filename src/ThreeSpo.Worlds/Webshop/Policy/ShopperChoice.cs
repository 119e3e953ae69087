namespace ThreeSpo.Worlds.Webshop;

/// <summary>What kind of action a choice is.</summary>
public enum ChoiceKind
{
    /// <summary>A search.</summary>
    Search,

    /// <summary>Opening a product of the results.</summary>
    Open,

    /// <summary>Choosing a value of an option.</summary>
    Choose,

    /// <summary>Back to the search page.</summary>
    Back,

    /// <summary>To the page before.</summary>
    Previous,

    /// <summary>To the next results.</summary>
    Next,

    /// <summary>To the long text.</summary>
    Description,

    /// <summary>To the short texts.</summary>
    Features,

    /// <summary>To the reviews.</summary>
    Reviews,

    /// <summary>To attributes and families.</summary>
    Attributes,

    /// <summary>Buying.</summary>
    Buy,
}

/// <summary>An action that a shopper who cannot write may choose.</summary>
/// <param name="Action">Its text.</param>
/// <param name="Kind">What kind of action it is.</param>
/// <param name="Place">Of a product its place on the page, of an option its group's; else 0.</param>
/// <param name="Role">
/// Of a search which candidate it is. Of an option: 1 asked for and not chosen, 2 asked for and chosen, 3 another value where one is asked
/// for, 4 of a group that nothing is asked of, 5 likewise and chosen. Else 0.
/// </param>
public readonly record struct ShopperChoice(string Action, ChoiceKind Kind, int Place = 0, uint Role = 0)
{
    /// <summary>All of them at a moment, in the page's order; at least one.</summary>
    public static IReadOnlyList<ShopperChoice> At(ShopperView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Now.HasSearchBar)
        {
            return [.. CandidateQueries.For(view.Request)
                .Select(query => new ShopperChoice(ShopAction.SearchFor(query.Words), ChoiceKind.Search, 0, (uint)query.Kind))];
        }

        List<ShopperChoice> choices = [];
        foreach (string text in view.Now.Clickables.Useful)
        {
            PagePart part = view.Now.Clickables.Find(text)!.Value;
            string action = ShopAction.ClickOn(text);
            choices.Add(part.Kind switch
            {
                PartKind.Product => new ShopperChoice(action, ChoiceKind.Open, view.PlaceOf(part.Number)),
                PartKind.Option => new ShopperChoice(action, ChoiceKind.Choose, part.Number, RoleOf(view.Groups[part.Number], part.Text)),
                _ => new ShopperChoice(action, KindOf(part.Text)),
            });
        }

        return choices;
    }

    private static uint RoleOf(GroupView group, string value) => (group.Wanted, group.Chosen) switch
    {
        ({ } wanted, { } chosen) when wanted == value && chosen == value => 2,
        ({ } wanted, _) when wanted == value => 1,
        ({ }, _) => 3,
        (null, { } chosen) when chosen == value => 5,
        _ => 4,
    };

    private static ChoiceKind KindOf(string button) => button switch
    {
        Buttons.BackToSearch => ChoiceKind.Back,
        Buttons.Previous => ChoiceKind.Previous,
        Buttons.Next => ChoiceKind.Next,
        Buttons.Description => ChoiceKind.Description,
        Buttons.Features => ChoiceKind.Features,
        Buttons.Reviews => ChoiceKind.Reviews,
        Buttons.Attributes => ChoiceKind.Attributes,
        Buttons.BuyNow => ChoiceKind.Buy,
        _ => throw new InvalidOperationException($"The shop has no button '{button}'."),
    };
}
