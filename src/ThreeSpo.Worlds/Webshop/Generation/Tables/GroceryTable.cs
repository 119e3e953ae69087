namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The departments of food and drink; <see cref="Department"/> says what the columns are.</summary>
internal static class GroceryTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Department> Departments { get; } =
    [
        new()
        {
            Category = "grocery",
            Path = "Grocery & Gourmet Food › Snack Foods › Crisps, Fruit & Nuts",
            Attributes = "gluten free, non gmo, low sodium/low sugar/low calorie, natural flavors, kosher certified, individually wrapped/resealable bag, school lunches, game day",
            Options = "Size of food sizes 15; Flavor Name of savory flavors 16",
            Details = "Crunchy, Healthy, Bulk, Vegan, Bite Size, Variety Pack, Lightly Seasoned",
            Uses = "lunch boxes, the office, road trips, movie nights, hikers, kids and adults",
            Texts =
            [
                "Light, crisp and hard to put down, with a clean finish that does not coat the tongue.",
                "Packed within a day of making, so the {noun} should reach you at the very best. Good for {use}.",
                "We list every ingredient on the front, in letters that can be read without glasses.",
                "Pairs well with soups, dips and a cold drink, and does well in a bowl for {use}.",
                "Store in a cool, dry place and close the pack after opening to keep the crunch.",
                "From a family business that has done one thing for forty years, and does it well.",
            ],
            Rows =
            [
                new("potato chips", "potato chips, kettle chips", 22, "Kettle Cooked, Thin, Ridged, Crinkle", "sea salt, olive oil, fat free, small batch, hand crafted"),
                new("snack crackers", "snack crackers, seeded crackers", 19, "Seeded, Thin, Baked, Stone Ground", "whole grain, sea salt, grain free, real cheese, dietary fiber"),
                new("popcorn", "popcorn, popped corn", 18, "Kettle, Microwave, Air Popped, Party", "whole grain, sea salt, real cheese, dietary fiber, coconut oil"),
                new("pretzels", "pretzels, pretzel twists", 16, "Twists, Sticks, Sourdough, Mini", "sea salt, whole grain, peanut butter, dark chocolate, fat free"),
                new("trail mixes", "trail mix, nut and fruit mix", 21, "Tropical, Energy, Antioxidant, Mountain", "real fruit, high protein, dark chocolate, plant based, dietary fiber"),
                new("dried fruits", "dried fruit, fruit chips", 20, "Sliced, Unsulphured, Sun Dried, No Sugar Added", "real fruit, certified organic, freeze dried, dietary fiber, fat free")
                    { Options = "Size of food sizes 18; Flavor Name of sweet flavors 14" },
                new("fruit snacks", "fruit snacks, fruit leather", 17, "Chewy, Rolled, Gummies, Mixed", "real fruit, certified organic, fat free, nut free, birthday party")
                    { Options = "Size of food sizes 18; Flavor Name of sweet flavors 14" },
                new("granola bars", "granola bars, protein bars", 23, "Chewy, Crisp, Oats and Honey, Breakfast", "whole grain, high protein, dark chocolate, peanut butter, dietary fiber, plant based")
                    { Options = "Size of food sizes 16; Flavor Name of sweet flavors 18" },
                new("meat jerky", "beef jerky, meat sticks", 27, "Beef, Turkey, Peppered, Tender", "high protein, low carb, keto friendly, soy free, small batch, sugar free"),
                new("seaweed snacks", "seaweed snacks, roasted seaweed", 19, "Roasted, Crispy, Korean Style, Sheets", "sea salt, olive oil, plant based, keto friendly, low carb, certified organic"),
                new("roasted nuts", "roasted nuts, mixed nuts", 26, "Almonds, Cashews, Pistachios, Deluxe", "slow roasted, sea salt, high protein, keto friendly, plant based, low carb"),
            ],
        },
        new()
        {
            Category = "grocery",
            Path = "Grocery & Gourmet Food › Beverages",
            Attributes = "sugar free/low sugar/cane sugar, non gmo, caffeine free, certified organic, gluten free, natural flavors, kosher certified, low calorie",
            Options = "Size of drink sizes 16; Flavor Name of drink flavors 16",
            Details = "Refreshing, Smooth, Premium, Vegan, Variety Pack, Chilled, Family Size",
            Uses = "mornings, hot days, the office, picnics, after sports, cozy evenings",
            Texts =
            [
                "Balanced and clean, with a taste that is full at first and light at the end. Made for {use}.",
                "Best served well chilled, or gently warmed in winter with a slice of orange.",
                "Filled in packs that can be recycled, with a lid that closes tightly after the first sip.",
                "No powders and no shortcuts: we brew, press and blend as you would in your own kitchen.",
                "The taste panel liked the {noun} for the fresh nose and the long, soft finish.",
                "Keep a few in the fridge for {use}; unopened, the {noun} will keep for many months.",
            ],
            Rows =
            [
                new("herbal teas", "herbal tea, tea bags", 16, "Loose Leaf, Sampler, Bedtime, Chamomile", "individually wrapped, green tea, small batch, old fashioned"),
                new("ground coffees", "ground coffee, coffee blend", 22, "Medium Roast, Single Origin, Espresso, French Roast", "slow roasted, small batch, resealable bag, hand crafted"),
                new("sparkling waters", "sparkling water, seltzer", 19, "Canned, Zero Sweetener, Mineral, Unsweetened", "real fruit, bpa free, game day"),
                new("fruit juices", "fruit juice, juice blend", 24, "Not From Concentrate, Pressed, Pulp Free, Boxes", "real fruit, shelf stable, school lunches, small batch"),
                new("protein shakes", "protein shake, nutrition drink", 31, "Ready to Drink, Meal, Post Workout, 30 Gram", "high protein, plant based, dairy free, soy free, keto friendly, shelf stable"),
                new("sports drinks", "sports drink, electrolyte mix", 23, "Hydration, Powder, Electrolyte, Zero", "sea salt, individually wrapped, plant based, dairy free, easy prepare"),
                new("oat milks", "oat milk, barista milk", 27, "Barista, Unsweetened, Extra Creamy, Carton", "dairy free, plant based, nut free, soy free, shelf stable"),
                new("hot cocoa mixes", "hot cocoa mix, drinking chocolate", 15, "Instant, With Marshmallows, Double, Tin", "dark chocolate, individually wrapped, easy prepare, dairy free, old fashioned"),
            ],
        },
        new()
        {
            Category = "grocery",
            Path = "Grocery & Gourmet Food › Pantry Staples",
            Attributes = "gluten free, non gmo, certified organic, kosher certified, plant based, low sodium/low sugar, shelf stable, easy prepare",
            Options = "Size of food sizes 24; Flavor Name of savory flavors 4",
            Details = "Gourmet, Bulk, Vegan, Traditional, Stone Ground, Italian Style, Chef Grade",
            Uses = "weeknight dinners, meal prep, camping, large families, soups and stews, home cooks",
            Texts =
            [
                "A cupboard basic that you will miss once it is gone, and that tastes like somebody took their time. For {use}.",
                "Grown, milled and packed in one valley, with a lot number that leads back to the field.",
                "Cooks evenly and keeps its bite; leftovers can be frozen and are as good the next day.",
                "Comes with three short recipes on the pack, none of which needs more than six ingredients.",
                "The pack stands firmly, closes well, and fits any shelf. A staple for {use}.",
                "Cooks and bakers have bought the {noun} from us by the sack for more than ten years.",
            ],
            Rows =
            [
                new("pasta", "pasta, penne noodles", 18, "Penne, Bronze Cut, Chickpea, Egg", "whole grain, high protein, low carb, hand crafted, dietary fiber"),
                new("rice", "rice, long grain rice", 20, "Jasmine, Basmati, Long Grain, Brown", "whole grain, fully cooked, ready eat, resealable bag, dietary fiber"),
                new("pasta sauces", "pasta sauce, marinara sauce", 19, "Marinara, Roasted Garlic, Vodka, Slow Simmered", "olive oil, small batch, sugar free, fat free, old fashioned"),
                new("olive oils", "olive oil, extra virgin oil", 26, "Extra Virgin, Cold Pressed, First Harvest, Tin", "small batch, hand crafted, keto friendly, old fashioned"),
                new("nut butters", "nut butter, almond spread", 18, "Creamy, Stir In, Unsweetened, Almond", "peanut butter, slow roasted, high protein, keto friendly, sea salt")
                    { Options = "Size of food sizes 20; Flavor Name of sweet flavors 8" },
                new("breakfast cereals", "breakfast cereal, granola", 17, "Toasted, Clusters, Puffed, Oat", "whole grain, dietary fiber, real fruit, high protein, dark chocolate")
                    { Options = "Size of food sizes 16; Flavor Name of sweet flavors 12" },
                new("pancake mixes", "pancake mix, waffle mix", 14, "Buttermilk, Fluffy, Just Add Water, Protein", "whole grain, high protein, keto friendly, old fashioned, holiday baking"),
                new("spice blends", "spice blend, seasoning", 13, "Smoky, Salt Free, Grill, Taco", "sea salt, sugar free, small batch, hand crafted, keto friendly"),
                new("canned soups", "canned soup, soup bowl", 22, "Hearty, Condensed, Lentil, Tomato", "ready eat, low calorie, dairy free, dietary fiber, old fashioned"),
            ],
        },
        new()
        {
            Category = "grocery",
            Path = "Grocery & Gourmet Food › Fresh, Frozen & Chilled",
            Attributes = "gluten free, non gmo, ready eat/fully cooked/easy prepare, high protein, low carb/low calorie/low sodium, certified organic, natural flavors, keto friendly",
            Options = "Size of food sizes 20; Flavor Name of savory flavors 8",
            Details = "Fresh, Premium, Family Size, Restaurant Style, Frozen, Sliced",
            Uses = "quick dinners, barbecues, brunch, family meals, holiday tables, sandwiches",
            Texts =
            [
                "Ships in an insulated box with ice packs, and arrives cold even in the heat of August.",
                "Cut, trimmed and packed by people who would serve it at home. A treat for {use}.",
                "Keep cold at all times; once open, use the {noun} within three days or freeze.",
                "Made in a kitchen that is inspected every week, and tested before each delivery leaves the house.",
                "Tender and full of taste, with an aroma that brings everyone to the table.",
                "Portions are sealed one by one, so you can take out just what you need for {use}.",
            ],
            Rows =
            [
                new("smoked salmon", "smoked salmon, salmon fillets", 38, "Cold Smoked, Alder, Nova Style, Peppered", "wild caught, slow roasted, sugar free, kosher certified, small batch"),
                new("meat substitutes", "meat substitute, veggie burger", 27, "Burger, Crumbles, Sausage, Nuggets", "plant based, soy free, dairy free, dietary fiber, grain free"),
                new("aged cheeses", "aged cheese, cheddar block", 31, "Gouda, Cheddar, Parmesan, Wheel", "real cheese, small batch, hand crafted, old fashioned"),
                new("yogurts", "yogurt, greek yogurt", 21, "Greek, Drinkable, Probiotic, Whole Milk", "fat free, sugar free, real fruit, dairy free, low sugar")
                    { Options = "Size of food sizes 16; Flavor Name of sweet flavors 16" },
                new("frozen meals", "frozen meal, dinner bowl", 29, "Bowl, Single Serve, Skillet, Lasagna", "plant based, dairy free, real cheese, whole grain, sugar free"),
                new("sausages", "sausage, dinner links", 28, "Links, Smoked, Italian, Chorizo", "sugar free, slow roasted, small batch, dairy free, game day"),
            ],
        },
        new()
        {
            Category = "grocery",
            Path = "Grocery & Gourmet Food › Sweets, Baking & Gifts",
            Attributes = "gluten free, nut free/dairy free/soy free, non gmo, kosher certified, individually wrapped/resealable bag, birthday party/baby shower, natural flavors, holiday baking",
            Options = "Size of food sizes 18; Flavor Name of sweet flavors 18",
            Details = "Assorted, Gourmet, Bulk, Handmade, Gift Box, Classic, Mini",
            Uses = "birthdays and weddings, holidays, thank you gifts, candy buffets, afternoon tea, school events",
            Texts =
            [
                "Sweet, but not too sweet, with a texture that makes the second piece hard to refuse.",
                "Laid by hand into a sturdy box with a ribbon; no wrapping needed. Loved for {use}.",
                "We use butter, eggs and cocoa from makers whom we visit, and bake only to order.",
                "Stays fresh for six weeks at room temperature, and far longer in the freezer.",
                "Bright colors come from beet, turmeric and spirulina rather than from a laboratory.",
                "A generous count for {use}, with a few spare pieces for whoever packs the {noun}.",
            ],
            Rows =
            [
                new("chocolate truffles", "chocolate truffles, filled chocolates", 28, "Milk, Belgian Style, Liquor Free, Cocoa Dusted", "dark chocolate, hand crafted, small batch, sugar free, sea salt"),
                new("gummy candies", "gummy candy, sour gummies", 15, "Sour, Bears, Worms, Rings", "real fruit, sugar free, fat free, cane sugar, game day"),
                new("butter cookies", "butter cookies, shortbread", 19, "Shortbread, Thin, Wafer, Tin", "old fashioned, cane sugar, dark chocolate, peanut butter, hand crafted"),
                new("marshmallows", "marshmallows, gourmet marshmallows", 14, "Jumbo, Toasted, Fluffy, Square", "fat free, cane sugar, hand crafted, old fashioned, real fruit"),
                new("snack gift baskets", "snack gift basket, care package", 42, "Care Package, College, 40 Count, Deluxe", "birthday gift, school lunches, ready eat, game day, dark chocolate"),
                new("baking chocolate chips", "baking chocolate chips, chocolate morsels", 17, "Semi Sweet, Chunks, White, Morsels", "dark chocolate, sugar free, cane sugar, certified organic, keto friendly"),
            ],
        },
    ];
}
