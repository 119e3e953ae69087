namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Attributes of food and drink; <see cref="AttributeRow"/> says what a row is.</summary>
internal static class GroceryAttributes
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<AttributeRow> Rows { get; } =
    [
        new("gluten free", Ask.Is, "Gluten free and made in a separate kitchen, so that the whole table can share the {noun}."),
        new("sugar free", Ask.Is, "Sugar free and sweetened with monk fruit, for a full taste that does not spike and crash."),
        new("dairy free", Ask.Is, "Dairy free without giving up creaminess: oats and nuts do the work that milk used to do."),
        new("nut free", Ask.Is, "Made in a nut free facility, which makes the {noun} a safe pick for classrooms and trips."),
        new("soy free", Ask.Is, "Soy free and easy to digest, with nothing on the label that you would not cook with."),
        new("fat free", Ask.Is, "A fat free recipe that keeps all of the taste, for those who count but still want to enjoy."),
        new("grain free", Ask.Is, "Grain free and based on seeds and roots, a good fit for paleo and other mindful diets."),
        new("plant based", Ask.Is, "Entirely plant based: peas, beans and herbs bring the taste and keep you full for hours."),
        new("non gmo", Ask.Is, "Non GMO throughout, verified by an outside body, and grown by farmers whom we know."),
        new("kosher certified", Ask.Is, "Kosher certified, with the seal on every pack, for holidays and for every day between."),
        new("keto friendly", Ask.Is, "Keto friendly with two grams of net carbs, so that cravings need not end your plan."),
        new("low carb", Ask.Is, "A low carb choice for lunch boxes and late evenings that tastes anything but reduced."),
        new("low sugar", Ask.Is, "Low sugar by design: just enough to bring out the fruit, and not a spoonful more."),
        new("low sodium", Ask.Is, "Low sodium and seasoned with herbs instead, for a lively taste that is kind to the heart."),
        new("low calorie", Ask.Is, "Low calorie portions let you have the {noun} often, and not only on special days."),
        new("high protein", Ask.Is, "High protein fuel with twelve grams a serving, before a run or between two meetings."),
        new("fully cooked", Ask.Is, "Fully cooked and quickly chilled, so the {noun} need only be warmed through before serving."),
        new("ready eat", Ask.Is, "Open the pack and enjoy: the {noun} arrives ready to eat, with no pan and no plate to wash."),
        new("easy prepare", Ask.Is, "Easy to prepare on stove, grill or in the microwave in less than ten minutes."),
        new("shelf stable", Ask.Is, "Shelf stable for a year in a cool cupboard, a good thing to have when guests ring the bell."),
        new("individually wrapped", Ask.Is, "Individually wrapped portions stay crisp and fit into handbags, desks and lunch boxes."),
        new("freeze dried", Ask.Is, "Freeze dried within hours of picking, which keeps color, crunch and vitamins in place."),
        new("wild caught", Ask.Is, "Wild caught by small boats in cold, clean waters, and packed the same day."),
        new("hand crafted", Ask.Is, "Hand crafted by people who taste every batch before it leaves the house."),
        new("small batch", Ask.Is, "Made in small batch runs of a few hundred packs, for a fresher and more careful result."),
        new("old fashioned", Ask.Is, "An old fashioned recipe from a family kitchen, unchanged since it was first written down."),
        new("slow roasted", Ask.Is, "Slow roasted over low heat to bring out depth and sweetness without bitter notes."),
        new("caffeine free", Ask.Is, "Caffeine free, so that you can have one more before bed and still sleep soundly."),
        new("dietary fiber", Ask.Has, "With seven grams of dietary fiber a serving, the {noun} will keep you satisfied until dinner."),
        new("natural flavors", Ask.Has, "Only natural flavors from fruit, herbs and spice went in; there is nothing to hide."),
        new("real fruit", Ask.Has, "Real fruit, picked ripe and used within days, gives color and taste that no powder can match."),
        new("whole grain", Ask.Has, "Whole grain flour, milled on stones, gives a nutty bite and a golden crust."),
        new("cane sugar", Ask.Has, "A touch of raw cane sugar rounds off the taste, with no corn syrup anywhere."),
        new("dark chocolate", Ask.Has, "Dark chocolate with 70 percent cocoa adds a deep, slightly bitter finish to the {noun}."),
        new("real cheese", Ask.Has, "Real cheese, aged for nine months and grated on the day, makes the difference you taste."),
        new("peanut butter", Ask.Has, "Creamy peanut butter from roasted nuts adds body, salt and a long, round finish."),
        new("resealable bag", Ask.Has, "The resealable bag keeps the {noun} fresh after opening and stands upright on any shelf."),
        new("birthday party", Ask.For, "A crowd pleaser for a birthday party, picnic or sleepover, with enough for second helpings."),
        new("baby shower", Ask.For, "Pretty on the table at a baby shower, wedding or brunch, and gone before you know it."),
        new("school lunches", Ask.For, "Parents rely on the {noun} for school lunches that come home eaten rather than traded."),
        new("game day", Ask.For, "Put the {noun} out on game day, next to the dips, and watch the bowl empty by halftime."),
        new("holiday baking", Ask.For, "A must for holiday baking: pies, cookies and cakes turn out rich and full of taste."),
    ];
}
