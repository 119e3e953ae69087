namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Attributes that products of several categories have; <see cref="AttributeRow"/> says what a row is.</summary>
internal static class SharedAttributes
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<AttributeRow> Rows { get; } =
    [
        new("high quality", Ask.Is, "Every batch is checked by hand before it ships, so that the {noun} you unpack will be of high quality throughout."),
        new("easy clean", Ask.Is, "A damp cloth is all it takes: the smooth surface of the {noun} was made easy to clean, even in the corners."),
        new("easy use", Ask.Is, "No manual needed. Beginners found our {noun} easy to use from the first minute, and so will your family."),
        new("easy carry", Ask.Is, "Slips into a backpack, tote or suitcase; with so little weight the {noun} will be easy to carry on any trip."),
        new("easy install", Ask.Is, "All screws and fittings are in the box, and most customers find the {noun} easy to install in about ten minutes."),
        new("easy assemble", Ask.Is, "Numbered parts and clear drawings make the {noun} easy to assemble for two people in less than half an hour."),
        new("long lasting", Ask.Is, "Made to be used every day for years: we test the {noun} far beyond normal use for a long lasting result."),
        new("light weight", Ask.Is, "A light weight construction lets you move or wear the {noun} all day without feeling tired or weighed down."),
        new("heavy duty", Ask.Is, "Reinforced where it matters most, this heavy duty build keeps the {noun} in shape under daily hard use."),
        new("eco friendly", Ask.Is, "We pack the {noun} in recycled paper, and choose eco friendly materials wherever they perform as well."),
        new("non slip", Ask.Is, "A textured, non slip surface keeps the {noun} safely in place, also when hands or floors are wet."),
        new("water resistant", Ask.Is, "Rain and spills bead off the water resistant outer layer, so the {noun} can stay with you in any weather."),
        new("space saving", Ask.Is, "The slim, space saving shape of the {noun} fits narrow corners and leaves more room for everything else."),
        new("non toxic", Ask.Is, "Only non toxic, odor neutral materials went into the {noun}, tested by an independent laboratory."),
        new("bpa free", Ask.Is, "All plastic parts are BPA free and food grade, so you can use the {noun} with a good conscience."),
        new("travel size", Ask.Is, "The compact travel size of the {noun} is allowed in hand luggage and fits any gym or weekend bag."),
        new("stainless steel", Ask.Has, "Polished stainless steel parts resist rust and fingerprints and keep the {noun} looking new for longer."),
        new("tempered glass", Ask.Has, "Thick tempered glass with rounded edges takes knocks and scratches well, and gives the {noun} a clear look."),
        new("memory foam", Ask.Has, "A layer of slow memory foam follows the lines of your body and takes the pressure off sensitive points."),
        new("birthday gift", Ask.For, "Delivered in a neat box, our {noun} will be a welcome birthday gift for friends, parents and colleagues."),
        new("storage case", Ask.Has, "Comes with a sturdy storage case that protects the {noun} from dust at home and from bumps on the way."),
        new("wall mounted", Ask.Is, "Can be wall mounted with the bracket supplied, which frees the floor and keeps the {noun} within reach."),
        new("remote control", Ask.Has, "The remote control in the box reaches across a large room, so you can adjust the {noun} without getting up."),
        new("certified organic", Ask.Is, "The main ingredients are certified organic and traced from the field to the finished {noun}."),
        new("coconut oil", Ask.Has, "We use cold pressed coconut oil, known for its mild taste and its gentle, nourishing touch, in the {noun}."),
        new("olive oil", Ask.Has, "Extra virgin olive oil from a single harvest gives the {noun} its smooth body and a clean finish."),
        new("sea salt", Ask.Has, "Flakes of sea salt, dried by wind and sun, round off the {noun} with a fresh mineral note."),
        new("green tea", Ask.Has, "Extract of hand picked green tea leaves adds a fresh, slightly bitter note and plenty of antioxidants."),
    ];
}
