using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Words that are no nouns, for <see cref="RuleNouns"/>.</summary>
internal static class NounWords
{
    /// <summary>Words of closed classes, and numbers in words: no nouns however they are written.</summary>
    public static FrozenSet<string> Closed { get; } = Set(
        // Articles and words in their place.
        """
        a an the this that these those each every either neither both all any some no such what which whose another
        """,

        // Words that join.
        """
        and or but nor so yet if than because while when where whether although though unless since until as
        """,

        // Words of place, time and manner.
        """
        about above across after against along among around at before behind below beneath beside between beyond by down during
        except for from in inside into like near of off on onto out outside over per plus through throughout to toward towards under
        up upon via with within without w vs
        """,

        // Words that stand for others.
        """
        i me my mine you your yours he him his she her hers it its we us our ours they them their theirs myself yourself itself
        themselves who whom someone anyone everyone something anything everything nothing there here
        """,

        // Verbs that help others, and small words.
        """
        is are was were be been being am do does did has have had can could will would shall should may might must not n't too very
        also just only even more most less least much many few own same other how why then now once again ever never
        """,

        // Numbers, and the cross between two of them.
        """
        one two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand x
        """);

    /// <summary>Adjectives, adverbs and verbs that titles of products often use; taggers see nouns in them where they begin with a capital.</summary>
    public static FrozenSet<string> Describing { get; } = Set(
        """
        adjustable advanced amazing anti antique artificial authentic automatic available beautiful best better big black blue bold
        bright breathable brown casual cheap classic clean clear clever cold colorful comfortable comfy compact compatible complete
        cool cordless cozy creative cute daily dark decorative deep delicious detachable different digital disposable double dry durable
        dual easy elastic electric electronic elegant essential excellent extra facial fashionable fast favorite female fine firm fit flat
        flexible floral foldable folding free fresh full fun functional funny genuine gentle good gorgeous gray great green grey
        handmade happy hard healthy heavy high hot huge hydrating ideal instant inflatable interior invisible large lasting lightweight light
        little long loose lovely low luxurious luxury magnetic male medium mini modern moist multi multifunctional multiple natural narrow
        new nice non nonstick novel odorless open optional orange organic original outdoor perfect permanent personalized pink plain plastic
        plush polarized portable powerful practical premium pretty professional protective pure purple quick quiet rapid raw ready
        real rechargeable red refillable refurbished reliable removable renewed replaceable retro reusable rich right romantic round rustic safe
        scented seamless self sensitive sexy shiny shockproof short silent simple single sleeveless slim small smart smooth soft solid
        soothing special stainless stretchy strong stylish suitable super superior sweet synthetic tall textured thermal thick thin tight
        tiny traditional transparent ultimate ultra unique universal unisex unscented upholstered upgraded useful vegan versatile vintage
        warm washable waterproof wearable white wide wild wired wireless wonderful wooden yellow young
        """,
        """
        automatically comfortably easily extremely perfectly really specially together well
        """,
        """
        allows brings comes designed fits gives made make makes making includes included including keep keeps looking lets needs
        provides use used using
        """);

    /// <summary>Units that stand behind a number, written together with it or apart.</summary>
    public static FrozenSet<string> Units { get; } = Set("mm cm m km in ft yd g kg mg t lb oz");

    /// <summary>Units that taggers take for names.</summary>
    public static FrozenSet<string> Bytes { get; } = Set("KB MB GB TB");

    private static FrozenSet<string> Set(params string[] words) =>
        words.SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.Ordinal);
}
