namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Invented words that look like brands.</summary>
internal static class BrandName
{
    private static readonly string[] Beginnings =
        ("Brel Cawd Dorv Elph Fenz Gald Hulm Ilv Jorb Kesp Lund Morv Nelk Orph Pelz Quil Rund Selv Tolb Vald Welk Yorv Zemb Arld Bock Crev Drum " +
        "Grev Hask Jund Klem Larp Merv Olst Prev Strel Thund Vosk Wrenn Zill").Split(' ');

    private static readonly string[] Endings =
        "ana ico ida ier io isto ium ola ona ora otto ovo ura usta elle ense evo ixa ando aro asta eo enza ulo ymo etto olis ario".Split(' ');

    /// <summary>Draws one of about a thousand.</summary>
    public static string Draw(Dice dice)
    {
        string name = dice.Pick(Beginnings) + dice.Pick(Endings);
        return dice.Chance(20) ? name.ToUpperInvariant() : name;
    }
}
