namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>What bedrooms contain; <see cref="RoomTable"/> says what the figures are.</summary>
internal static class BedroomTable
{
    /// <summary>The table.</summary>
    public static RoomTable Table { get; } = new(
        Receptacles:
        [
            new("armchair", 18, 1, 1.6, 3),
            new("bed", 100, 1, 1.1, 2),
            new("cabinet", 15, 1, 2.7, 4),
            new("countertop", 3, 1, 1.0, 1),
            new("desk", 71, 1, 1.2, 2),
            new("diningtable", 12, 1, 1.0, 1),
            new("drawer", 96, 2, 6.1, 17),
            new("dresser", 44, 1, 1.1, 2),
            new("garbagecan", 100, 1, 1.0, 1),
            new("laundryhamper", 30, 1, 1.0, 1),
            new("safe", 20, 1, 1.0, 1),
            new("shelf", 69, 1, 4.5, 14),
            new("sidetable", 64, 1, 1.3, 2),
        ],
        Things:
        [
            new("alarmclock", 100, 1, 1.7, 4, 0, "diningtable 11, desk 10, dresser 8, countertop 8, shelf 7, sidetable 6"),
            new("baseballbat", 43, 1, 1.1, 2, 100, ""),
            new("basketball", 39, 1, 1.0, 1, 100, ""),
            new("book", 100, 1, 1.9, 4, 0,
                "bed 15, desk 8, diningtable 6, cabinet 5, countertop 5, drawer 4, dresser 3, armchair 3, sidetable 2, shelf 1"),
            new("boots", 10, 1, 1.0, 1, 100, ""),
            new("bowl", 48, 1, 1.6, 4, 0, "countertop 13, desk 12, diningtable 9, shelf 8, dresser 6, sidetable 1"),
            new("box", 45, 1, 1.0, 2, 81, "desk 28, shelf 22"),
            new("cd", 100, 1, 2.1, 4, 14,
                "diningtable 12, drawer 8, desk 8, dresser 8, sidetable 5, shelf 3, cabinet 3, garbagecan 2, safe 1"),
            new("cellphone", 100, 1, 2.1, 4, 0,
                "bed 7, diningtable 7, desk 6, dresser 6, drawer 5, countertop 5, sidetable 4, safe 4, armchair 4, shelf 3"),
            new("cloth", 18, 1, 1.9, 3, 100, ""),
            new("creditcard", 100, 1, 2.0, 4, 0,
                "drawer 8, diningtable 7, desk 6, shelf 6, sidetable 6, dresser 6, countertop 6, armchair 4"),
            new("keychain", 100, 1, 2.1, 4, 6,
                "diningtable 8, drawer 7, dresser 7, desk 6, shelf 6, sidetable 6, safe 6, armchair 3, countertop 1"),
            new("laptop", 100, 1, 1.6, 4, 0, "bed 23, countertop 9, desk 8, diningtable 5, dresser 2, armchair 2"),
            new("mug", 53, 1, 1.9, 3, 4, "diningtable 13, desk 10, countertop 9, dresser 6, shelf 5, sidetable 4, cabinet 4"),
            new("pen", 100, 1, 2.1, 4, 0, "diningtable 12, desk 9, dresser 7, countertop 7, shelf 5, sidetable 5, drawer 4"),
            new("pencil", 100, 1, 2.0, 4, 0,
                "diningtable 12, desk 8, countertop 7, shelf 6, sidetable 6, dresser 6, drawer 4, garbagecan 1"),
            new("pillow", 100, 1, 1.7, 4, 0, "bed 48, armchair 2"),
            new("remotecontrol", 12, 1, 2.0, 3, 9,
                "countertop 31, drawer 4, desk 4, diningtable 4, armchair 3, sidetable 2, dresser 1"),
            new("statue", 14, 1, 1.5, 3, 3, "shelf 19, dresser 18, desk 11, sidetable 2"),
            new("teddybear", 34, 1, 1.0, 1, 24, "bed 50"),
            new("tennisracket", 38, 1, 1.0, 1, 100, ""),
            new("tissuebox", 13, 1, 1.9, 4, 0, "diningtable 26, desk 11, drawer 6, shelf 4, sidetable 3, dresser 1"),
            new("vase", 6, 1, 2.2, 4, 0, "dresser 23, shelf 19, desk 5, sidetable 4"),
            new("watch", 7, 1, 2.1, 4, 0, "diningtable 26, drawer 6, shelf 6, dresser 5, desk 4, sidetable 2"),
        ],
        Scenery:
        [
            new("blinds", 60, 1, 2.4, 4, 100, ""),
            new("chair", 80, 1, 1.3, 3, 100, ""),
            new("curtains", 8, 1, 1.3, 2, 100, ""),
            new("desklamp", 75, 1, 1.0, 2, 0, "desk 16, sidetable 13, dresser 16, shelf 5"),
            new("houseplant", 24, 1, 1.1, 2, 14, "shelf 12, desk 9, cabinet 21, dresser 4"),
            new("laundryhamperlid", 30, 1, 1.0, 1, 100, ""),
            new("lightswitch", 100, 1, 1.0, 1, 100, ""),
            new("mirror", 85, 1, 1.2, 3, 95, "dresser 50"),
            new("painting", 45, 1, 1.4, 3, 100, ""),
            new("poster", 20, 1, 1.7, 3, 100, ""),
            new("television", 12, 1, 1.0, 1, 75, "dresser 50"),
            new("window", 90, 1, 1.7, 4, 93, "shelf 30, dresser 20"),
        ]);
}
