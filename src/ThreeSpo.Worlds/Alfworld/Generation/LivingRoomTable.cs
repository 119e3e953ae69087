namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>What living rooms contain; <see cref="RoomTable"/> says what the figures are.</summary>
internal static class LivingRoomTable
{
    /// <summary>The table.</summary>
    public static RoomTable Table { get; } = new(
        Receptacles:
        [
            new("armchair", 92, 1, 1.4, 3),
            new("cabinet", 18, 1, 4.2, 8),
            new("coffeetable", 81, 1, 1.2, 2),
            new("desk", 1, 1, 1.0, 1),
            new("diningtable", 47, 1, 1.2, 2),
            new("drawer", 78, 1, 5.2, 21),
            new("dresser", 39, 1, 1.1, 2),
            new("garbagecan", 100, 1, 1.0, 1),
            new("ottoman", 12, 1, 1.0, 1),
            new("safe", 4, 1, 1.0, 1),
            new("shelf", 38, 1, 6.4, 14),
            new("sidetable", 82, 1, 2.0, 5),
            new("sofa", 100, 1, 1.2, 2),
            new("tvstand", 34, 1, 1.2, 2),
        ],
        Things:
        [
            new("book", 26, 1, 1.8, 4, 0,
                "dresser 19, coffeetable 11, diningtable 6, sofa 5, armchair 4, sidetable 4, drawer 1, tvstand 1"),
            new("boots", 19, 1, 1.0, 1, 100, ""),
            new("bowl", 11, 1, 1.8, 4, 0, "diningtable 21, tvstand 14, coffeetable 8, shelf 5, sidetable 3"),
            new("box", 100, 1, 1.4, 3, 14,
                "diningtable 12, desk 8, cabinet 7, sofa 6, coffeetable 6, shelf 3, sidetable 2, dresser 2, tvstand 2, armchair 1, ottoman 1"),
            new("candle", 9, 1, 2.5, 3, 0, "sidetable 16, diningtable 14, coffeetable 11, tvstand 6, drawer 1, dresser 1"),
            new("cellphone", 23, 1, 2.0, 4, 0,
                "desk 12, dresser 9, ottoman 5, safe 5, sidetable 4, coffeetable 3, drawer 3, diningtable 3, sofa 2, armchair 1, shelf 1, tvstand 1"),
            new("creditcard", 100, 1, 2.1, 4, 0,
                "diningtable 6, tvstand 6, sofa 5, coffeetable 5, drawer 5, dresser 5, armchair 4, sidetable 4, shelf 4, desk 4, ottoman 3"),
            new("keychain", 100, 1, 2.0, 4, 20,
                "coffeetable 6, tvstand 6, sidetable 5, drawer 5, desk 5, diningtable 4, dresser 4, sofa 3, shelf 3, ottoman 3, safe 3, armchair 2"),
            new("laptop", 100, 1, 1.4, 4, 0,
                "diningtable 12, coffeetable 8, sofa 7, dresser 6, desk 5, tvstand 4, ottoman 3, sidetable 2, armchair 2"),
            new("newspaper", 63, 1, 1.9, 4, 0,
                "diningtable 10, shelf 8, sofa 6, coffeetable 6, dresser 6, sidetable 5, ottoman 3, armchair 2, tvstand 2, drawer 1, cabinet 1"),
            new("pen", 19, 1, 2.0, 4, 0,
                "dresser 16, coffeetable 12, sidetable 8, tvstand 6, diningtable 3, shelf 3, drawer 2, garbagecan 1"),
            new("pencil", 16, 1, 2.0, 4, 2,
                "sidetable 13, coffeetable 12, dresser 6, tvstand 6, shelf 5, drawer 4, diningtable 3, garbagecan 2"),
            new("pillow", 100, 1, 1.1, 3, 0, "sofa 38, armchair 11, ottoman 1"),
            new("plate", 34, 1, 1.7, 3, 0, "diningtable 28, shelf 9, coffeetable 7, sidetable 3, tvstand 2, dresser 1"),
            new("remotecontrol", 100, 1, 2.1, 4, 7,
                "coffeetable 8, dresser 7, tvstand 7, diningtable 6, sofa 5, sidetable 4, desk 4, ottoman 3, armchair 2, shelf 2, drawer 1"),
            new("statue", 96, 1, 2.3, 7, 0,
                "shelf 12, diningtable 10, coffeetable 7, tvstand 6, sidetable 5, dresser 5, desk 3, safe 2"),
            new("tissuebox", 35, 1, 2.1, 4, 0,
                "coffeetable 11, diningtable 11, shelf 8, sidetable 6, tvstand 5, cabinet 4, dresser 2, drawer 1"),
            new("vase", 58, 1, 2.8, 6, 7,
                "shelf 17, diningtable 6, dresser 5, desk 5, coffeetable 4, safe 4, sidetable 3, tvstand 3, cabinet 3"),
            new("watch", 51, 1, 2.1, 4, 0,
                "coffeetable 8, safe 8, drawer 7, dresser 7, tvstand 7, sidetable 6, diningtable 6, shelf 3"),
            new("wateringcan", 49, 1, 1.1, 3, 75, "shelf 28, coffeetable 19, sidetable 3"),
        ],
        Scenery:
        [
            new("chair", 65, 1, 4.1, 6, 100, ""),
            new("curtains", 30, 1, 1.6, 3, 91, "sidetable 50"),
            new("desklamp", 25, 1, 1.0, 1, 0, "sidetable 43, coffeetable 7"),
            new("floorlamp", 92, 1, 1.1, 2, 100, ""),
            new("houseplant", 65, 1, 1.6, 4, 39, "sidetable 23, coffeetable 12, dresser 9, diningtable 4, tvstand 4"),
            new("lightswitch", 100, 1, 1.0, 1, 100, ""),
            new("mirror", 10, 1, 1.0, 1, 100, ""),
            new("painting", 85, 1, 2.2, 5, 100, ""),
            new("television", 100, 1, 1.0, 1, 30, "tvstand 25, dresser 21, coffeetable 2, sidetable 1"),
            new("window", 90, 1, 2.9, 6, 100, ""),
        ]);
}
