namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>What bathrooms contain; <see cref="RoomTable"/> says what the figures are.</summary>
internal static class BathroomTable
{
    /// <summary>The table.</summary>
    public static RoomTable Table { get; } = new(
        Receptacles:
        [
            new("bathtubbasin", 66, 1, 1.0, 1),
            new("cabinet", 46, 2, 4.3, 9),
            new("cart", 8, 1, 1.0, 1),
            new("countertop", 86, 1, 1.2, 2),
            new("drawer", 56, 1, 4.7, 8),
            new("dresser", 8, 1, 1.0, 1),
            new("garbagecan", 100, 1, 1.0, 1),
            new("handtowelholder", 100, 1, 1.5, 4),
            new("shelf", 25, 1, 2.0, 4),
            new("sidetable", 6, 1, 1.0, 1),
            new("sinkbasin", 100, 1, 1.5, 2),
            new("toilet", 100, 1, 1.0, 1),
            new("toiletpaperhanger", 100, 1, 1.0, 1),
            new("towelholder", 100, 1, 1.3, 2),
        ],
        Things:
        [
            new("candle", 100, 1, 2.1, 4, 10,
                "sidetable 9, countertop 8, toilet 7, cabinet 7, shelf 6, drawer 5, cart 5, dresser 3"),
            new("cloth", 100, 1, 2.0, 4, 0,
                "bathtubbasin 11, cabinet 11, drawer 7, countertop 5, shelf 4, cart 4, dresser 4, sinkbasin 2, toilet 1, sidetable 1"),
            new("dishsponge", 23, 1, 2.2, 4, 6,
                "cart 15, drawer 8, shelf 8, bathtubbasin 6, countertop 5, cabinet 3, sinkbasin 2, toilet 2, garbagecan 1"),
            new("footstool", 4, 1, 1.0, 1, 100, ""),
            new("handtowel", 100, 1, 1.2, 4, 0, "handtowelholder 50"),
            new("papertowelroll", 16, 1, 1.0, 1, 19, "cart 16, shelf 15, countertop 9, toilet 7, garbagecan 3"),
            new("plunger", 100, 1, 1.0, 1, 100, ""),
            new("scrubbrush", 100, 1, 1.0, 1, 100, ""),
            new("soapbar", 100, 1, 2.1, 4, 7,
                "sidetable 8, cabinet 7, countertop 6, bathtubbasin 5, drawer 5, shelf 5, toilet 4, sinkbasin 4, cart 4, garbagecan 2"),
            new("soapbottle", 100, 1, 2.0, 4, 9,
                "cabinet 12, shelf 10, countertop 9, toilet 6, sidetable 5, cart 4, garbagecan 2, drawer 1"),
            new("spraybottle", 100, 1, 2.0, 4, 0,
                "cart 9, sidetable 9, countertop 7, cabinet 7, shelf 6, toilet 5, dresser 4, garbagecan 2"),
            new("tissuebox", 24, 1, 1.9, 4, 0, "shelf 19, sidetable 10, cart 8, countertop 6, drawer 5, cabinet 2"),
            new("toiletpaper", 100, 1, 2.3, 4, 16,
                "countertop 7, cabinet 7, toilet 6, drawer 5, shelf 5, dresser 5, cart 5, sidetable 5, toiletpaperhanger 3, garbagecan 2"),
            new("towel", 100, 1, 1.1, 2, 0, "towelholder 50"),
        ],
        Scenery:
        [
            new("bathtub", 67, 1, 1.0, 1, 94, "bathtubbasin 50"),
            new("floorlamp", 15, 1, 1.1, 2, 60, "sinkbasin 50"),
            new("houseplant", 4, 1, 1.0, 1, 0, "sidetable 25, countertop 25"),
            new("lightswitch", 100, 1, 1.0, 1, 100, ""),
            new("mirror", 100, 1, 1.0, 2, 90, "countertop 50"),
            new("painting", 4, 1, 1.0, 1, 100, ""),
            new("showerdoor", 45, 1, 1.3, 2, 100, ""),
            new("showerglass", 35, 1, 1.3, 2, 92, "shelf 25, countertop 25"),
            new("sink", 100, 1, 1.5, 2, 83, "sinkbasin 30, countertop 20"),
            new("window", 70, 1, 1.3, 3, 100, ""),
        ]);
}
