namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The departments of clothing and shoes; <see cref="Department"/> says what the columns are.</summary>
internal static class FashionTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Department> Departments { get; } =
    [
        new()
        {
            Category = "fashion",
            Path = "Clothing, Shoes & Jewelry › Women › Clothing",
            Audience = "Women's",
            Attributes = "machine wash/hand wash/dry clean, daily wear, slim fit/loose fit/classic fit, stretch fabric, cotton blend/organic cotton, teen girls, high quality, long lasting",
            Options = "Color of clothing colors 62; Size of clothing sizes 62; Fit Type of fits 4",
            Details = "Casual, Elegant, Solid Color, Floral Print, Striped, Basic, Trendy, Plus Size",
            Uses = "work and weekends, summer parties, date nights, school and college, travel, family gatherings, shopping trips",
            Texts =
            [
                "Easy to combine with what is already in your closet, plain or patterned; great for {use} and the days between.",
                "The fabric has a pleasant weight: it falls well, does not cling and is not see-through in bright sunlight.",
                "Please check the size chart in the pictures before you order, and choose a size up if you like more room.",
                "Seams are double stitched and trimmed by hand, so there will be no loose threads when you put on the {noun}.",
                "A flattering cut for most figures, with details that look considered rather than loud. A good fit for {use}.",
                "If anything is not as you hoped, write to us: an exchange is free within thirty days of delivery.",
            ],
            Rows =
            [
                new("women's wrap dresses", "wrap dress, tie waist dress", 29, "V Neck, Midi Length, Ruffle Hem, Belted", "long sleeve/short sleeve, high waist, tummy control, beach vacation"),
                new("women's maxi dresses", "maxi dress, long sundress", 32, "Boho, Spaghetti Strap, Tiered, Side Slit", "elastic waist, side pockets, beach vacation, short sleeve/long sleeve"),
                new("women's blouses", "blouse, chiffon top", 22, "Bow Tie Neck, Lantern Sleeve, Lightweight, Pleated", "button closure, long sleeve/short sleeve, office wear"),
                new("women's tunic tops", "tunic top, swing tunic", 20, "Scoop Neck, Curved Hem, Flowy, Asymmetric", "long sleeve/short sleeve, tummy control, side pockets"),
                new("women's cardigans", "cardigan, open front cardigan", 31, "Cable Knit, Chunky, Waffle Knit, Oversized", "button closure, long sleeve, side pockets, cold weather, merino wool"),
                new("women's pullover sweaters", "pullover sweater, knit sweater", 33, "Turtleneck, Ribbed, Mock Neck, Color Block", "long sleeve, merino wool, cold weather, fleece lined"),
                new("women's skinny jeans", "skinny jeans, stretch jeans", 35, "Ripped, Distressed, Ankle Length, Five Pocket", "high waist/low rise, zipper closure/button closure, tummy control, contrast stitching"),
                new("women's wide leg pants", "wide leg pants, palazzo pants", 28, "Flowy, Pleated, Linen Look, Paper Bag", "wide leg, high waist, elastic waist/drawstring closure, side pockets, office wear"),
                new("women's denim shorts", "denim shorts, jean shorts", 25, "Frayed Hem, Ripped, Bermuda, Folded Hem", "high waist/low rise, button closure/zipper closure, side pockets, beach vacation"),
                new("women's pencil skirts", "pencil skirt, bodycon skirt", 21, "Knee Length, Back Slit, Ponte Knit, Plaid", "high waist, elastic waistband, zipper closure, office wear, tummy control"),
                new("women's puffer coats", "puffer coat, quilted jacket", 62, "Hooded, Long, Thickened, Belted", "faux fur, zipper closure, fleece lined, cold weather, water resistant, side pockets"),
                new("women's blazers", "blazer, suit jacket", 44, "Open Front, Notched Lapel, Cropped, Lined", "button closure, long sleeve, office wear, side pockets"),
                new("women's jumpsuits", "jumpsuit, one piece romper", 30, "Sleeveless, Wide Leg, Halter, Overall", "elastic waist, wide leg/straight leg, side pockets, zipper closure"),
            ],
        },
        new()
        {
            Category = "fashion",
            Path = "Clothing, Shoes & Jewelry › Men › Clothing",
            Audience = "Men's",
            Attributes = "machine wash/hand wash/dry clean, daily wear, slim fit/relaxed fit/classic fit, stretch fabric, cotton blend/organic cotton, high quality, long lasting, tagless collar",
            Options = "Color of clothing colors 62; Size of clothing sizes 62; Fit Type of fits 9",
            Details = "Casual, Classic, Athletic, Vintage, Solid Color, Striped, Workwear, Big and Tall",
            Uses = "work and weekends, golf and barbecues, travel, the office, hiking and camping, family gatherings, evenings out",
            Texts =
            [
                "Simple to match with the rest of your closet, and a good answer to {use}. A quiet everyday favorite for years.",
                "The fabric is washed before cutting, so the {noun} should not shrink; measurements are given in the size chart.",
                "Reinforced seams at shoulders, crotch and pockets take the strain where others give way after a year.",
                "Designed for men who want to look put together without thinking long about it. Suited to {use}.",
                "Soft from the first day: we wash the yarn with enzymes instead of harsh chemicals before it is dyed.",
                "Not sure about the size? Send us your height and weight, and we will answer within one working day.",
            ],
            Rows =
            [
                new("men's henley shirts", "henley shirt, henley tee", 21, "Three Button, Waffle Knit, Raglan, Lightweight", "long sleeve/short sleeve, button closure, moisture wicking"),
                new("men's polo shirts", "polo shirt, golf polo", 24, "Pique, Performance, Color Block, Ribbed Collar", "short sleeve/long sleeve, button closure, moisture wicking, quick drying, office wear"),
                new("men's graphic tees", "graphic tee, printed shirt", 18, "Crew Neck, Retro Print, Funny Saying, Mountain Print", "short sleeve, contrast stitching, gym workout"),
                new("men's dress shirts", "dress shirt, button down shirt", 33, "Wrinkle Free, Spread Collar, French Cuff, Checked", "long sleeve, button closure, office wear, moisture wicking"),
                new("men's flannel shirts", "flannel shirt, plaid shirt", 29, "Plaid, Buffalo Check, Double Pocket, Brushed", "long sleeve, button closure, fleece lined, cold weather"),
                new("men's crewneck sweaters", "crewneck sweater, knit pullover", 34, "Ribbed, Cable Knit, Fine Gauge, Half Zip", "long sleeve, merino wool, cold weather, office wear"),
                new("men's zip hoodies", "zip hoodie, hooded sweatshirt", 36, "Kangaroo Pocket, Heavyweight, Full Zip, Thermal", "fleece lined, zipper closure, drawstring closure, side pockets, cold weather"),
                new("men's cargo pants", "cargo pants, tactical pants", 39, "Ripstop, Multi Pocket, Outdoor, Tapered", "elastic waist, side pockets, quick drying, water resistant, straight leg")
                    { Options = "Color of clothing colors 50; Size of waist sizes 55" },
                new("men's chinos", "chinos, flat front pants", 37, "Flat Front, Washed, Golf, Tapered", "straight leg, zipper closure/button closure, office wear, side pockets")
                    { Options = "Color of clothing colors 50; Size of waist sizes 55; Fit Type of fits 10" },
                new("men's jeans", "jeans, denim pants", 42, "Regular, Five Pocket, Stonewashed, Bootcut", "straight leg, zipper closure/button closure, low rise, contrast stitching")
                    { Options = "Color of clothing colors 45; Size of waist sizes 60; Fit Type of fits 10" },
                new("men's athletic shorts", "athletic shorts, gym shorts", 22, "Mesh, Five Inch, Two in One, Basketball", "elastic waistband, drawstring closure, moisture wicking, quick drying, gym workout, side pockets"),
                new("men's rain jackets", "rain jacket, hooded windbreaker", 54, "Packable, Hooded, Windproof, Softshell", "water resistant, zipper closure, light weight, drawstring closure, cold weather"),
            ],
        },
        new()
        {
            Category = "fashion",
            Path = "Clothing, Shoes & Jewelry › Women › Shoes",
            Audience = "Women's",
            Attributes = "rubber sole/leather sole, arch support, memory foam, daily wear, light weight, non slip/slip resistant, removable insole, high quality",
            Options = "Color of shoe colors 60; Size of women shoe sizes 62",
            Details = "Comfortable, Casual, Dressy, Low Heel, Wide Width, Fashion, Cushioned",
            Uses = "walking and travel, the office, parties and weddings, long shifts, spring and fall, dancing, errands in town",
            Texts =
            [
                "The padded heel and the soft lining prevent blisters from the first day, even without socks. A joy for {use}.",
                "True to size for most customers; with a high instep or wide feet we suggest half a size more.",
                "Made over an anatomical last, so toes have room to spread and the heel sits without slipping.",
                "Easy to dress up or down: wear the {noun} with jeans on weekdays and with a skirt for {use}.",
                "Wipe with a soft cloth and store with the paper filling in the box; so the {noun} will keep a good shape.",
                "Each pair is boxed by hand in recycled card, with a spare set of heel pads and a care leaflet.",
            ],
            Rows =
            [
                new("women's ankle boots", "ankle boots, chelsea booties", 49, "Block Heel, Side Zip, Pointed Toe, Stacked Heel", "zipper closure, faux fur, closed toe, cold weather"),
                new("women's tall boots", "tall boots, riding boots", 63, "Wide Calf, Suede, Flat, Buckle", "knee high, zipper closure, faux fur, cold weather, closed toe"),
                new("women's ballet flats", "ballet flats, slip on flats", 27, "Round Toe, Foldable, Bow, Knit", "closed toe, ankle strap, office wear"),
                new("women's platform sandals", "platform sandals, wedge sandals", 34, "Espadrille, Cork, Woven, Peep Toe", "open toe, ankle strap, beach vacation, teen girls"),
                new("women's high heels", "high heels, stiletto pumps", 43, "Pointed Toe, Four Inch, Satin, Slingback", "ankle strap, closed toe/open toe, office wear"),
                new("women's fashion sneakers", "fashion sneakers, slip on sneakers", 38, "Canvas, Platform, Low Top, Knit", "lace closure, closed toe, gym workout, teen girls"),
                new("women's house slippers", "house slippers, fuzzy slippers", 22, "Cozy, Scuff, Plush, Indoor Outdoor", "faux fur, fleece lined, open toe/closed toe, machine wash"),
                new("women's loafers", "loafers, penny loafers", 36, "Tassel, Chunky, Horsebit, Suede", "closed toe, office wear, teen girls"),
            ],
        },
        new()
        {
            Category = "fashion",
            Path = "Clothing, Shoes & Jewelry › Men › Shoes",
            Audience = "Men's",
            Attributes = "rubber sole/leather sole, arch support, memory foam, daily wear, light weight, non slip/slip resistant, removable insole, long lasting",
            Options = "Color of shoe colors 60; Size of men shoe sizes 62",
            Details = "Comfortable, Casual, Wide Width, Breathable, Classic, Durable, Cushioned",
            Uses = "walking and travel, the office, warehouse and garage work, camping, spring and fall, weddings, the boardwalk",
            Texts =
            [
                "A generous toe box and a firm heel cup keep the foot straight, which you will feel after a day of {use}.",
                "True to size; between two sizes take the larger one and lace the {noun} a little tighter.",
                "The upper is cut from few pieces, so there are hardly any seams to rub or to let water in.",
                "Stitched and glued: the sole will stay where it belongs through rain, salt and summer heat.",
                "A dependable pair for {use} that looks good with denim, chinos and even a simple suit.",
                "Brush off dirt when it is dry and treat the {noun} with wax now and then for many years of service.",
            ],
            Rows =
            [
                new("men's work boots", "work boots, safety boots", 84, "Six Inch, Composite, Electrical Hazard, Logger", "steel toe, lace closure, water resistant, heavy duty"),
                new("men's hiking boots", "hiking boots, trail boots", 72, "Mid Top, Outdoor, Trekking, Speed Hook", "lace closure, water resistant, cold weather, closed toe"),
                new("men's running shoes", "running shoes, road running shoes", 52, "Mesh, Neutral, Road, Bouncy", "lace closure, gym workout, moisture wicking"),
                new("men's oxfords", "oxfords, formal dress shoes", 58, "Cap Toe, Wingtip, Brogue, Plain Toe", "lace closure, closed toe, office wear"),
                new("men's loafers", "loafers, driving moccasins", 45, "Penny, Suede, Moc Toe, Slip On", "closed toe, office wear, contrast stitching"),
                new("men's sandals", "sandals, sport sandals", 32, "Fisherman, Adjustable, Outdoor, Hook and Loop", "open toe/closed toe, ankle strap, quick drying, beach vacation"),
                new("men's slippers", "slippers, moccasin slippers", 27, "Indoor Outdoor, Plush, Clog, Suede", "fleece lined, faux fur, cold weather, machine wash"),
            ],
        },
        new()
        {
            Category = "fashion",
            Path = "Clothing, Shoes & Jewelry › Women › Clothing › Lingerie, Sleep & Active",
            Audience = "Women's",
            Attributes = "machine wash/hand wash, stretch fabric, cotton blend/organic cotton, elastic waist/elastic waistband, moisture wicking, light weight, teen girls, daily wear",
            Options = "Color of clothing colors 62; Size of clothing sizes 60",
            Details = "Soft, Breathable, Seamless, Cute, Two Piece, Full Coverage, Stretchy",
            Uses = "lounging at home, yoga and pilates, vacations, sleepovers, long flights, running and hiking, the pool",
            Texts =
            [
                "Feels like a second skin: flat seams, no scratchy labels and a waist that stays put during {use}.",
                "The colors are fixed twice, so they will not bleed in the wash or fade after a few weeks of sun.",
                "Fits as shown in the size chart; the model in the pictures is five foot eight and wears a small.",
                "Comes folded in a soft pouch that doubles as a laundry bag, a nice touch for {use} and for gifts.",
                "Opaque when you bend and stretch, tested under bright light, so you can move without a second thought.",
                "Mix and match with other pieces of the same line; shades are made to go together across seasons.",
            ],
            Rows =
            [
                new("women's pajama sets", "pajama set, sleepwear set", 29, "Satin, Notch Collar, Printed, Jogger", "long sleeve/short sleeve, button closure, drawstring closure, side pockets"),
                new("women's robes", "robe, bathrobe", 33, "Waffle, Hooded, Kimono, Plush", "long sleeve, fleece lined, side pockets, cold weather"),
                new("women's leggings", "leggings, yoga pants", 24, "Squat Proof, Seven Eighths, Flare, Crossover", "high waist, tummy control, side pockets, gym workout, quick drying"),
                new("women's sports bras", "sports bra, workout crop top", 21, "High Impact, Racerback, Padded, Strappy", "gym workout, quick drying, zipper closure"),
                new("women's one piece swimsuits", "one piece swimsuit, bathing suit", 31, "Ruched, Cutout, Halter, Plunge", "tummy control, quick drying, beach vacation, long sleeve"),
                new("women's socks", "socks, crew socks", 14, "Crew, No Show, Patterned, Ribbed", "knee high, merino wool, fleece lined, arch support, cold weather")
                    { Options = "Color of clothing colors 45; Size of sock sizes 40" },
            ],
        },
        new()
        {
            Category = "fashion",
            Path = "Clothing, Shoes & Jewelry › Men › Clothing › Underwear & Sleep",
            Audience = "Men's",
            Attributes = "machine wash, stretch fabric, cotton blend/organic cotton, elastic waistband, moisture wicking, quick drying, daily wear, light weight",
            Options = "Color of clothing colors 62; Size of clothing sizes 60",
            Details = "Soft, Breathable, Multipack, Cooling, Classic, Stretchy, Bamboo Touch",
            Uses = "every day, sports and travel, sleeping in, warm summers, long drives, lounging at home, the beach",
            Texts =
            [
                "Cut to stay in place without riding up, from the first meeting to the last mile. Good for {use}.",
                "The seams are flat and placed away from where they could rub, which makes the {noun} easy to forget about.",
                "A tight knit holds up to a hundred washes; colors stay deep and edges do not curl.",
                "Comes as shown, folded in a slim box without plastic. A practical gift for fathers, sons and friends.",
                "Measure your waist and hips and compare them with the size chart; when in doubt, take the larger size.",
                "Airy enough for {use}, and soft enough that you will reach for the {noun} before all others.",
            ],
            Rows =
            [
                new("men's boxer briefs", "boxer briefs, underwear", 24, "Long Leg, Contoured Pouch, Trunk, No Ride Up", "tagless collar, low rise, gym workout"),
                new("men's pajama pants", "pajama pants, lounge pants", 23, "Plaid, Jersey, Flannel, Sleep", "drawstring closure, side pockets, relaxed fit, fleece lined"),
                new("men's swim trunks", "swim trunks, board shorts", 26, "Mesh Liner, Tropical, Seven Inch, Hawaiian", "drawstring closure, side pockets, beach vacation"),
                new("men's dress socks", "dress socks, crew socks", 17, "Argyle, Patterned, Mid Calf, Fun", "merino wool, knee high, arch support, office wear")
                    { Options = "Color of clothing colors 40; Size of sock sizes 45" },
            ],
        },
    ];
}
