using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>A sentence that goals are made of: one goal, or one for every way to choose the product's options.</summary>
internal sealed class WishSource
{
    /// <summary>The most goals of one product. The real small catalogue's largest has 558.</summary>
    public const int MaxWishes = 100_000;

    private readonly OptionGroup[] _groups;
    private readonly EqualList<GoalOption>? _named;

    private WishSource(int number, Product product, string text, IReadOnlyList<string> attributes, OptionGroup[] groups, EqualList<GoalOption>? named)
    {
        (Number, Product, Text, Attributes, _groups, _named) = (number, product, text, attributes, groups, named);
        long count = 1;
        foreach (OptionGroup group in groups)
        {
            count *= group.Values.Count;
            if (count > MaxWishes)
            {
                throw new InvalidDataException(
                    $"The product '{Printable.Line(product.Asin)}' can be chosen in more than {MaxWishes} ways, too many to make a goal of each. Shorten its options, or take its instruction away.");
            }
        }

        Count = (int)count;
    }

    /// <summary>The product's number in the catalogue.</summary>
    public int Number { get; }

    /// <summary>The product that is meant.</summary>
    public Product Product { get; }

    /// <summary>The sentence, without options and price.</summary>
    public string Text { get; }

    /// <summary>The attributes wanted; at least one.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>How many goals. 0 where a group has no values to choose from.</summary>
    public int Count { get; }

    /// <summary>The weight of each of them.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>A source of goals from the product's own sentence.</summary>
    public static WishSource OfProduct(int number, Product product)
    {
        if (product.InstructionAttributes.Count == 0)
            throw new InvalidDataException($"The product '{Printable.Line(product.Asin)}' has an instruction, but no attributes that it names. Give it at least one.");

        OptionGroup[] groups = [.. product.Options];
        Array.Sort(groups, (one, other) => CodePointOrder.Instance.Compare(one.Name, other.Name));
        return new WishSource(number, product, product.Instruction!, product.InstructionAttributes, groups, named: null);
    }

    /// <summary>A source of one goal from a person's sentence.</summary>
    public static WishSource OfPerson(int number, Product product, HumanInstruction sentence) =>
        new(number, product, sentence.Text.Trim('.'), sentence.Attributes, [], new([.. sentence.Options.Select(value => new GoalOption(null, value))]));

    /// <summary>One of the goals, at a price.</summary>
    /// <param name="which">Which one. In [0, <see cref="Count"/>).</param>
    /// <param name="cap">The price wanted, at most.</param>
    public Goal Make(int which, double cap)
    {
        EqualList<GoalOption> options = Options(which);
        string choice = _named is null && options.Count > 0 ? " with " + string.Join(", and ", options.Select(one => $"{one.Name}: {one.Value}")) : "";
        return new Goal(Product, Text + choice + PriceCap.Text(cap), Attributes, options, cap, Weight);
    }

    /// <summary>The last group's values change fastest.</summary>
    private EqualList<GoalOption> Options(int which)
    {
        if (_named is not null)
            return _named;

        GoalOption[] options = new GoalOption[_groups.Length];
        for (int i = _groups.Length - 1; i >= 0; i--)
        {
            OptionGroup group = _groups[i];
            options[i] = new GoalOption(group.Name, group.Values[which % group.Values.Count]);
            which /= group.Values.Count;
        }

        return new(options);
    }
}
