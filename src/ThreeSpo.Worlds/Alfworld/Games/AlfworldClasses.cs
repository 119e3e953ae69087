using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What each class of thing in the game can do and hold. All names are lower-case.</summary>
/// <remarks>
/// Facts taken from the benchmark's games: affordances follow from the class in all of them (a footstool is sometimes
/// pickupable, here it is scenery), and every game holds the container table restricted to the classes it has.
/// </remarks>
public static class AlfworldClasses
{
    /// <summary>The class of objects to which a game gives none; no goal asks for it and nothing holds it.</summary>
    public const string Untyped = "untyped";

    private static readonly FrozenDictionary<string, Affordances> AffordanceTable = ReadAffordances(
        [
            (Affordances.Pickupable,
                "alarmclock apple baseballbat basketball book boots bowl box bread butterknife candle cd cellphone cloth " +
                "creditcard cup dishsponge egg fork glassbottle handtowel kettle keychain knife ladle laptop lettuce mug " +
                "newspaper pan papertowelroll pen pencil peppershaker pillow plate plunger pot potato remotecontrol " +
                "saltshaker scrubbrush soapbar soapbottle spatula spoon spraybottle statue teddybear tennisracket " +
                "tissuebox toiletpaper tomato towel vase watch wateringcan winebottle"),
            (Affordances.Cleanable,
                "apple bowl butterknife cloth cup dishsponge egg fork kettle knife ladle lettuce mug pan plate pot potato " +
                "soapbar spatula spoon tomato"),
            (Affordances.Heatable,
                "apple bread cup egg mug plate potato tomato"),
            (Affordances.Coolable,
                "apple bowl bread cup egg lettuce mug pan plate pot potato tomato winebottle"),
            (Affordances.Toggleable,
                "desklamp floorlamp"),
            (Affordances.Sliceable,
                "apple bread egg lettuce potato tomato"),
            (Affordances.Receptacle,
                "bowl box cup mug pan plate pot"),
            (Affordances.None,
                "bathtub blinds chair curtains footstool houseplant laundryhamperlid lightswitch mirror painting poster " +
                "showerdoor showerglass sink stoveknob television window"),
        ]);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Containers = ReadContainers(
        [
            ("armchair ottoman sofa",
                "basketball book box cellphone cloth creditcard keychain laptop newspaper pillow remotecontrol"),
            ("bathtubbasin",
                "cloth dishsponge handtowel soapbar"),
            ("bed",
                "baseballbat basketball book cellphone laptop newspaper pillow tennisracket"),
            ("bowl",
                "apple applesliced butterknife candle cd cellphone cloth creditcard dishsponge egg fork keychain knife " +
                "ladle lettuce lettucesliced mug papertowel pen pencil potato potatosliced remotecontrol spatula spoon " +
                "tomato tomatosliced watch"),
            ("box",
                "alarmclock book candle cd cellphone cloth creditcard dishsponge glassbottle keychain mug papertowel pen " +
                "pencil remotecontrol statue tissuebox vase watch"),
            ("cabinet",
                "book bowl box candle cd cloth cup dishsponge glassbottle handtowel kettle ladle mug newspaper pan " +
                "peppershaker plate plunger pot saltshaker soapbar soapbottle spraybottle tissuebox toiletpaper " +
                "toiletpaperroll vase wateringcan winebottle"),
            ("cart",
                "candle cloth dishsponge handtowel mug papertowel plunger soapbar soapbottle spraybottle statue tissuebox " +
                "toiletpaper toiletpaperroll vase"),
            ("coffeemachine",
                "mug"),
            ("coffeetable countertop diningtable sidetable",
                "alarmclock apple applesliced baseballbat basketball book bowl box bread breadsliced butterknife candle cd " +
                "cellphone cloth creditcard cup dishsponge egg fork glassbottle handtowel kettle keychain knife ladle " +
                "laptop lettuce lettucesliced mug newspaper pan papertowel pen pencil peppershaker plate pot potato " +
                "potatosliced remotecontrol saltshaker soapbar soapbottle spatula spoon spraybottle statue tennisracket " +
                "tissuebox toiletpaper toiletpaperroll tomato tomatosliced vase watch wateringcan winebottle"),
            ("cup",
                "butterknife fork spoon"),
            ("desk",
                "alarmclock basketball book bowl box candle cd cellphone cloth creditcard cup glassbottle keychain laptop " +
                "mug newspaper pen pencil plate remotecontrol soapbottle spraybottle statue tennisracket tissuebox " +
                "toiletpaper toiletpaperroll vase watch wateringcan winebottle"),
            ("drawer",
                "book butterknife candle cd cellphone cloth creditcard dishsponge fork handtowel keychain knife ladle " +
                "newspaper pen pencil peppershaker remotecontrol saltshaker soapbar soapbottle spatula spoon spraybottle " +
                "tissuebox toiletpaper toiletpaperroll watch wateringcan"),
            ("dresser",
                "alarmclock basketball book bowl box candle cd cellphone cloth creditcard cup glassbottle keychain laptop " +
                "mug newspaper pen pencil plate remotecontrol spraybottle statue tennisracket tissuebox toiletpaper " +
                "toiletpaperroll vase watch wateringcan winebottle"),
            ("fridge",
                "apple applesliced bowl bread breadsliced cup egg glassbottle lettuce lettucesliced mug pan plate pot " +
                "potato potatosliced tomato tomatosliced winebottle"),
            ("garbagecan",
                "apple applesliced bread breadsliced cd cloth dishsponge egg handtowel lettuce lettucesliced newspaper " +
                "papertowel pen pencil potato potatosliced soapbar soapbottle spraybottle tissuebox toiletpaper " +
                "toiletpaperroll tomato tomatosliced winebottle"),
            ("handtowelholder",
                "handtowel"),
            ("laundryhamper",
                "cloth"),
            ("microwave",
                "apple applesliced bowl bread breadsliced cup egg glassbottle mug plate potato potatosliced tomato " +
                "tomatosliced"),
            ("mug",
                "butterknife fork keychain knife pen pencil spoon watch"),
            ("pan pot",
                "apple applesliced butterknife dishsponge egg fork knife ladle lettuce lettucesliced potato potatosliced " +
                "spatula spoon tomato tomatosliced"),
            ("plate",
                "alarmclock apple applesliced book butterknife candle cd cellphone cloth creditcard dishsponge egg fork " +
                "glassbottle keychain knife ladle lettuce lettucesliced mug papertowel pen pencil potato potatosliced " +
                "spatula spoon tissuebox tomato tomatosliced watch"),
            ("safe",
                "cd cellphone creditcard keychain statue vase watch"),
            ("shelf",
                "alarmclock book bowl box candle cd cellphone cloth creditcard cup dishsponge glassbottle handtowel kettle " +
                "keychain mug newspaper papertowel pen pencil peppershaker plate pot remotecontrol saltshaker soapbar " +
                "soapbottle spraybottle statue tissuebox toiletpaper toiletpaperroll vase watch wateringcan winebottle"),
            ("sinkbasin",
                "apple applesliced bowl butterknife cloth cup dishsponge egg fork glassbottle handtowel kettle knife ladle " +
                "lettuce lettucesliced mug pan plate pot potato potatosliced soapbar spatula spoon tomato tomatosliced"),
            ("stoveburner",
                "kettle pan pot"),
            ("toaster",
                "breadsliced"),
            ("toilet",
                "candle cloth dishsponge handtowel newspaper papertowel soapbar soapbottle spraybottle tissuebox " +
                "toiletpaper toiletpaperroll"),
            ("toiletpaperhanger",
                "toiletpaper toiletpaperroll"),
            ("towelholder",
                "towel"),
            ("tvstand",
                "tissuebox"),
        ]);

    /// <summary>Every object class known, scenery included, in no particular order.</summary>
    public static IReadOnlyCollection<string> ObjectClasses => AffordanceTable.Keys;

    /// <summary>Every class that holds something, in no particular order; some of them are objects, such as "plate".</summary>
    public static IReadOnlyCollection<string> ContainerClasses => Containers.Keys;

    /// <summary>What can be done with objects of a class; nothing for an unknown one.</summary>
    public static Affordances AffordancesOf(string objectClass) => AffordanceTable.GetValueOrDefault(objectClass);

    /// <summary>Whether objects of a class may be moved to receptacles of another.</summary>
    public static bool CanContain(string receptacleClass, string objectClass) =>
        Containers.TryGetValue(receptacleClass, out FrozenSet<string>? held) && held.Contains(objectClass);

    /// <summary>The container table restricted to the classes of one game.</summary>
    /// <returns>Pairs (receptacle class, object class).</returns>
    public static IReadOnlySet<(string Receptacle, string Object)> ContainerTable(
        IEnumerable<string> receptacleClasses, IEnumerable<string> objectClasses)
    {
        HashSet<string> objects = [.. objectClasses];
        HashSet<(string Receptacle, string Object)> pairs = [];

        foreach (string receptacle in receptacleClasses)
        {
            if (Containers.TryGetValue(receptacle, out FrozenSet<string>? held))
                pairs.UnionWith(held.Where(objects.Contains).Select(item => (receptacle, item)));
        }

        return pairs;
    }

    private static FrozenDictionary<string, Affordances> ReadAffordances((Affordances Affordance, string Classes)[] rows) =>
        rows.SelectMany(row => row.Classes.Split(' ').Select(name => (name, row.Affordance)))
            .GroupBy(entry => entry.name, entry => entry.Affordance)
            .ToFrozenDictionary(group => group.Key, group => group.Aggregate((all, one) => all | one));

    private static FrozenDictionary<string, FrozenSet<string>> ReadContainers((string Receptacles, string Objects)[] rows) =>
        rows.SelectMany(row => row.Receptacles.Split(' ').Select(name => (name, objects: row.Objects.Split(' ').ToFrozenSet())))
            .ToFrozenDictionary(entry => entry.name, entry => entry.objects);
}
