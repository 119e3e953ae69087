namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The departments of furniture, lamps and decoration; <see cref="Department"/> says what the columns are.</summary>
internal static class GardenTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Department> Departments { get; } =
    [
        new()
        {
            Category = "garden",
            Path = "Home & Kitchen › Furniture › Living Room Furniture",
            Attributes = "living room, easy assemble/assembly required/fully assembled, solid wood/engineered wood, metal legs/metal frame/steel frame, mid century, easy clean, space saving, storage space",
            Options = "Color of home colors 36; Size of furniture sizes 22; Style of bundle styles 2",
            Details = "Modern, Rustic, Farmhouse, Contemporary, Scandinavian, Compact, Industrial",
            Uses = "apartments and lofts, family rooms, entryways, reading corners, studios, open plan homes",
            Texts =
            [
                "Clean lines and a calm color let the {noun} blend with what you own; most at home in {use}.",
                "Packed in shaped foam and double card; should a part arrive damaged, we send a new one at once.",
                "Please measure door, stairs and room before ordering. All dimensions are given in the last picture.",
                "Tested with twice the load that we state, so a jumping child or a leaning guest will do no harm.",
                "Felt pads under the feet protect wood floors, and let you slide the {noun} aside when you clean.",
                "Plain from afar and full of detail up close: edges are rounded, joints are flush, and screws are hidden.",
            ],
            Rows =
            [
                new("coffee tables", "coffee table, cocktail table", 139, "Round, Lift Top, Two Tier, Nesting", "tempered glass/clear glass, faux marble, soft drawers, wood frame"),
                new("console tables", "console table, sofa table", 124, "Narrow, Entryway, Three Tier, Long", "soft drawers, faux marble, small spaces, tempered glass"),
                new("end tables", "end table, side table", 62, "C Shaped, Nesting, Two Tier, Round", "small spaces, soft drawers, faux marble, tempered glass"),
                new("tv stands", "TV stand, media console", 168, "Up to 65 Inch, Sliding Barn Door, Floating, Corner", "adjustable shelves, home theater, wall mounted, soft drawers"),
                new("bookcases", "bookcase, shelf unit", 118, "Five Tier, Ladder, Open Back, Cube", "adjustable shelves, home office, heavy duty, wall mounted"),
                new("accent chairs", "accent chair, armchair", 178, "Barrel, Wingback, Swivel, Velvet", "button tufted, faux leather, high density, spot clean, wood frame"),
                new("ottomans", "ottoman, footstool", 58, "Folding, Round, Velvet, Bench", "button tufted, faux leather, high density, spot clean, small spaces"),
                new("sectional sofas", "sectional sofa, l shaped couch", 589, "Reversible Chaise, Convertible, U Shaped, Linen", "faux leather, high density, button tufted, stain resistant, wood frame"),
                new("futons", "futon, sofa bed", 244, "Convertible, Split Back, Folding, Memory", "faux leather, memory foam, guest room, button tufted, small spaces"),
            ],
        },
        new()
        {
            Category = "garden",
            Path = "Home & Kitchen › Furniture › Bedroom Furniture",
            Attributes = "easy assemble/assembly required, solid wood/engineered wood/metal frame, queen size/twin size, guest room, storage space, heavy duty, non slip, small spaces",
            Options = "Color of home colors 30; Size of bed sizes 40",
            Details = "Modern, Upholstered, Farmhouse, Minimal, Classic, Sturdy, Low Profile",
            Uses = "master bedrooms, kids and teens, student rooms, vacation homes, attic rooms, restful nights",
            Texts =
            [
                "Quiet by design: washers between all metal parts keep the {noun} from squeaking when you turn over at night.",
                "The box holds everything you need, tools included; two people will be done within an hour.",
                "Made for {use}, and strong enough to move house with you more than once without coming loose.",
                "Edges and corners are rounded and sanded by hand, so knees and little heads are safe.",
                "We test the load for ten thousand cycles, and give a warranty of three years on every {noun}.",
                "Neutral shades and simple lines suit linen of every color, from crisp white to deep jewel tones.",
            ],
            Rows =
            [
                new("platform beds", "platform bed, bed frame", 214, "Slatted, Headboard, Wingback, Floating", "box spring, steel frame, button tufted, soft drawers, faux leather"),
                new("bunk beds", "bunk bed, loft bed", 328, "Over Full, Ladder, Guard Rail, Stairway", "steel frame, soft drawers, space saving"),
                new("headboards", "headboard, upholstered headboard", 119, "Adjustable, Channel, Linen, Panel", "button tufted, faux leather, wall mounted, height adjustable, mid century"),
                new("nightstands", "nightstand, bedside table", 74, "Two Drawer, Round, Floating, Charging Station", "soft drawers, mid century, fully assembled, wall mounted, metal legs")
                    { Options = "Color of home colors 45; Size of furniture sizes 8; Style of bundle styles 6" },
                new("dressers", "dresser, chest of drawers", 189, "Six Drawer, Tall, Wide, Fabric Bins", "soft drawers, mid century, steel frame, metal legs, fully assembled")
                    { Options = "Color of home colors 45; Size of furniture sizes 10" },
                new("memory foam mattresses", "memory foam mattress, cooling gel mattress", 279, "Ten Inch, Medium Firm, Gel Infused, In a Box", "only: high density, box spring, machine washable, queen size/twin size, guest room, long lasting, eco friendly, super soft")
                    { Options = "Size of bed sizes 66" },
                new("mattress toppers", "mattress topper, pillow top pad", 78, "Quilted, Three Inch, Cooling, Deep Pocket", "only: memory foam, machine washable, super soft, high density, queen size/twin size, guest room, non slip, stain resistant, long lasting")
                    { Options = "Size of bed sizes 66" },
                new("makeup vanities", "makeup vanity, vanity table", 176, "With Mirror, Lighted, Stool, Drawers", "soft drawers, led bulb, tempered glass, metal legs, mid century")
                    { Options = "Color of home colors 45; Size of furniture sizes 8" },
            ],
        },
        new()
        {
            Category = "garden",
            Path = "Home & Kitchen › Furniture › Kitchen & Dining Room Furniture",
            Attributes = "dining room, easy assemble/assembly required, solid wood/engineered wood, metal frame/steel frame/metal legs, easy clean, space saving, heavy duty, mid century",
            Options = "Color of home colors 36; Size of furniture sizes 16; Style of bundle styles 3",
            Details = "Modern, Rustic, Farmhouse, Industrial, Counter Height, Sturdy, Vintage",
            Uses = "kitchens and breakfast nooks, dinner parties, family meals, restaurants and cafes, patios, holiday dinners",
            Texts =
            [
                "A surface that forgives: hot cups, spilled sauce and homework will leave no marks on the {noun}.",
                "Adjustable feet level out old floors, so nothing wobbles when the whole family leans in during {use}.",
                "Each carton carries a number and a clear list, which makes the {noun} quick to put up and easy to move.",
                "The finish is baked on rather than sprayed, and will not chip, flake or yellow in the sun.",
                "Sized for real homes, with enough room for elbows and plates without blocking the way to the fridge.",
                "Goes with light and dark floors alike, and makes a handsome centerpiece for {use} all year.",
            ],
            Rows =
            [
                new("dining tables", "dining table, kitchen table", 264, "Extendable, Round, Rectangular, Drop Leaf", "tempered glass, faux marble, wood frame, small spaces"),
                new("dining chairs", "dining chairs, side chairs", 148, "Set of 2, Cane Back, Velvet, Stackable", "faux leather, button tufted, high density, stain resistant, wood frame"),
                new("bar stools", "bar stools, counter stools", 112, "Set of 2, Swivel, Backless, Saddle Seat", "faux leather, height adjustable, high density, button tufted"),
                new("kitchen islands", "kitchen island, rolling cart", 187, "Butcher Block, Drop Leaf, Rolling, Spice Rack", "storage space, adjustable shelves, soft drawers, stainless steel"),
                new("baker's racks", "baker's rack, microwave stand", 94, "Five Tier, With Hooks, Wire Basket, Wide", "storage space, adjustable shelves, small spaces, stainless steel"),
                new("buffets & sideboards", "buffet sideboard, buffet cabinet", 206, "Glass Door, Barn Door, Coffee Bar, Four Door", "storage space, adjustable shelves, soft drawers, tempered glass, fully assembled"),
                new("wine racks", "wine rack, bottle holder", 66, "Freestanding, Countertop, Stackable, Wall", "wall mounted, stainless steel, birthday gift, small spaces, storage space"),
                new("dining sets", "dining set, table and chairs", 318, "Five Piece, Three Piece, Pub, Bench", "faux leather, faux marble, tempered glass, small spaces"),
            ],
        },
        new()
        {
            Category = "garden",
            Path = "Home & Kitchen › Furniture › Home Office Furniture",
            Attributes = "home office, easy assemble/assembly required/fully assembled, heavy duty, metal frame/steel frame/wood frame, engineered wood/solid wood, storage space, space saving, small spaces",
            Options = "Color of home colors 34; Size of furniture sizes 20; Style of bundle styles 3",
            Details = "Modern, Ergonomic, Simple, Industrial, Executive, Compact, Rolling",
            Uses = "remote work, students and teachers, gaming and study, small businesses, craft rooms, long working days",
            Texts =
            [
                "Thought through for {use}: everything is within reach, and cables vanish through a grommet at the back.",
                "Rubber feet and locking casters let you choose between rolling freely and standing firm.",
                "Holds a monitor, a printer and a stack of books without bending, as the load test in the pictures shows.",
                "All screws come sorted in labelled bags, and the leaflet shows every step in large drawings.",
                "The matte surface hides fingerprints and is kind to tired eyes under bright lamps and sunlight.",
                "Our service team is at work every day of the week, and spare parts are kept in stock for five years.",
            ],
            Rows =
            [
                new("computer desks", "computer desk, writing desk", 132, "L Shaped, Corner, With Hutch, Folding", "tempered glass, soft drawers, adjustable shelves, metal legs"),
                new("standing desks", "standing desk, sit stand desk", 246, "Electric, Dual Motor, Memory Preset, Whole Piece Top", "height adjustable, easy use, soft drawers, usb port"),
                new("office chairs", "office chair, desk chair", 146, "High Back, Mesh, Lumbar, Flip Arm", "only: height adjustable, faux leather, high density, memory foam, easy clean, home office, easy assemble/assembly required, heavy duty, metal frame/steel frame, small spaces"),
                new("file cabinets", "file cabinet, filing cabinet", 129, "Two Drawer, Lateral, Lockable, Mobile", "soft drawers, easy use, wall mounted, non slip"),
                new("drafting tables", "drafting table, art desk", 158, "Tilting, Craft, Adjustable, With Stool", "height adjustable, tempered glass, clear glass, soft drawers, easy clean"),
                new("printer stands", "printer stand, printer cart", 64, "Three Tier, Rolling, Under Desk, Machine", "adjustable shelves, height adjustable, soft drawers"),
            ],
        },
        new()
        {
            Category = "garden",
            Path = "Tools & Home Improvement › Lighting & Ceiling Fans › Lamps & Fixtures",
            Attributes = "living room, glass shade/clear glass, led bulb, dimmer switch, brushed nickel/bronze finish, easy install, mid century, dining room",
            Options = "Color of metal colors 34; Size of piece counts 18; Style of bundle styles 4",
            Details = "Modern, Industrial, Farmhouse, Vintage, Adjustable, Warm White, Minimal",
            Uses = "hallways and stairs, bedrooms, reading, kitchens, bathrooms, covered porches, cozy evenings",
            Texts =
            [
                "Gives a soft and even light, without harsh shadows, that makes the most of {use} and warm wall colors.",
                "Listed by an independent laboratory and wired to code; all parts for mounting are in the box.",
                "Works with incandescent, halogen and fluorescent bulbs up to sixty watts, and with smart bulbs.",
                "The cord or rod can be shortened, so that the {noun} hangs at just the right height above you.",
                "Hand finished metal and careful packing: our broken-on-arrival rate is under one in five hundred.",
                "A small piece with a large effect: swap an old fixture for the {noun}, and the room feels new.",
            ],
            Rows =
            [
                new("floor lamps", "floor lamp, standing lamp", 79, "Arc, Tripod, Torchiere, Tree", "remote control, pull chain, height adjustable, wood frame, home office"),
                new("table lamps", "table lamp, bedside lamp", 48, "Ceramic Base, Set of 2, Touch, Fabric Drum", "pull chain, usb port, home office, birthday gift, guest room"),
                new("desk lamps", "desk lamp, task light", 35, "Clamp, Swing Arm, Gooseneck, Architect", "home office, usb port, height adjustable, wireless charging, metal frame"),
                new("wall sconces", "wall sconce, wall light", 56, "Set of 2, Swing Arm, Plug In, One Light", "wall mounted, pull chain, guest room, water resistant"),
                new("pendant lights", "pendant light, hanging lamp", 67, "Globe, Dome, Kitchen Island, Rattan", "height adjustable, metal frame, small spaces"),
                new("chandeliers", "chandelier, ceiling light", 149, "Six Light, Sputnik, Candle Style, Wagon Wheel", "remote control, metal frame, height adjustable, steel frame"),
                new("bathroom vanity lights", "vanity light, bath bar light", 82, "Three Light, Over Mirror, Linear, Bath", "wall mounted, water resistant, metal frame"),
            ],
        },
        new()
        {
            Category = "garden",
            Path = "Home & Kitchen › Home Décor Products › Accents & Storage",
            Attributes = "home decor, living room, easy clean, birthday gift, high quality, eco friendly, small spaces, light weight",
            Options = "Color of home colors 34; Size of decor sizes 28; Pattern of patterns 3",
            Details = "Modern, Boho, Rustic, Vintage, Handmade, Decorative, Coastal",
            Uses = "shelves and mantels, housewarming gifts, bedrooms, entryways, nurseries, offices, wedding tables",
            Texts =
            [
                "A quiet accent for {use}: it draws the eye without asking for attention and suits most color schemes.",
                "Made in a small workshop, where each {noun} is looked over twice before it is wrapped for you.",
                "Colors may differ a little between screens; the third picture was taken in plain daylight.",
                "Comes in a padded gift box with a card. A present for neighbors, teachers and newlyweds that gets used.",
                "Mix the {noun} with candles, books and plants, or group several for a look that feels collected.",
                "Dust lightly now and then; neither sun nor heating will harm the surface over the years.",
            ],
            Rows =
            [
                new("canvas wall art", "canvas wall art, framed print", 46, "Abstract, Landscape, Three Panel, Botanical Print", "ready hang, fade resistant, wood frame, dining room"),
                new("decorative mirrors", "decorative mirror, wall mirror", 88, "Round, Arched, Full Length, Sunburst", "wall mounted, ready hang, metal frame/wood frame, tempered glass, guest room"),
                new("scented candles", "scented candle, jar candle", 19, "Three Wick, Aromatherapy, Long Burning, Tin", "soy wax, cotton wick, lead free, essential oils, long lasting, non toxic")
                    { Options = "Scent of scents 26; Size of piece counts 22; Color of home colors 12" },
                new("flameless candles", "flameless candles, flickering pillar candles", 26, "Set of 9, Pillar, Flickering, Tea Light", "remote control, battery powered, led bulb, water resistant, long lasting"),
                new("artificial plants", "artificial plant, faux tree", 43, "Potted, Hanging, Eucalyptus, Fiddle Leaf", "low maintenance, fade resistant, non toxic, home office"),
                new("live indoor plants", "live indoor plant, potted houseplant", 28, "Air Purifying, Succulent, Trailing, Bonsai", "low maintenance, drainage holes, non toxic, home office"),
                new("indoor planters", "indoor planter, plant pot", 31, "Ceramic, Hanging, Self Watering, Set of 3", "drainage holes, wall mounted, non slip, metal frame, water resistant"),
                new("storage baskets", "storage basket, woven bin", 27, "Rope, With Handles, Collapsible, Laundry", "storage space, machine washable, double sided, space saving"),
                new("wall clocks", "wall clock, silent clock", 33, "Silent, Large, Roman Numeral, Pendulum", "battery powered, ready hang, wood frame/metal frame, clear glass, home office"),
                new("coat racks", "coat rack, hall tree", 57, "Freestanding, With Hooks, Entryway, Bench", "solid wood, wall mounted, heavy duty, easy assemble, storage space"),
            ],
        },
        new()
        {
            Category = "garden",
            Path = "Home & Kitchen › Bedding",
            Attributes = "machine washable/spot clean, super soft, fade resistant, double sided, living room, high quality, home decor, guest room",
            Options = "Color of home colors 46; Size of blanket sizes 34; Pattern of patterns 4",
            Details = "Cozy, Farmhouse, Boho, Luxury, Solid Color, Woven, Lightweight",
            Uses = "sofas and armchairs, chilly evenings, dorm rooms, summer houses, nurseries, road trips",
            Texts =
            [
                "Dense and even from edge to edge, the weave will not shed, pill or lose its shape with use.",
                "Soft against the skin in every season; a small luxury for {use} that you will use every day.",
                "Comes vacuum packed to save space; give the {noun} a shake and a day to regain full volume.",
                "The corners are sewn twice, and the stitching follows the pattern so closely that it hardly shows.",
                "Free of harmful substances according to a well-known textile label, and so safe for babies.",
                "Easy to combine: layer shades of one color, or set an accent against plain covers for {use}.",
            ],
            Rows =
            [
                new("throw pillow covers", "throw pillow covers, cushion cases", 17, "Set of 2, Velvet, Tassel, Linen", "zipper closure, stain resistant, small spaces, birthday gift")
                    { Options = "Color of home colors 46; Size of pillow sizes 38; Pattern of patterns 6" },
                new("throw blankets", "throw blanket, knit throw", 29, "Chunky Knit, Sherpa, Waffle, Fringe", "fleece lined, light weight, birthday gift, cold weather"),
                new("blackout curtains", "blackout curtains, window drapes", 36, "Grommet Top, Two Panels, Thermal, Rod Pocket", "energy efficient, easy install, stain resistant, home office")
                    { Options = "Color of home colors 46; Size of curtain sizes 38; Pattern of patterns 4" },
                new("quilt sets", "quilt set, bedspread", 58, "Three Piece, Reversible, Patchwork, Scalloped", "queen size/twin size, light weight, cotton blend")
                    { Options = "Color of home colors 40; Size of bed sizes 40" },
            ],
        },
    ];
}
