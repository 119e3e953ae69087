namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The departments of care, makeup and fragrance; <see cref="Department"/> says what the columns are.</summary>
internal static class BeautyTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Department> Departments { get; } =
    [
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Hair Care",
            Attributes = "sulfate free/paraben free, dry hair/damaged hair/curly hair, argan oil/coconut oil/tea tree, cruelty free, natural ingredients, hair growth/hair loss, long lasting, vitamin e",
            Options = "Size of bottle sizes 26; Scent of scents 14",
            Details = "Salon Grade, Nourishing, Daily, Hydrating, Smoothing, Unisex, Botanical",
            Uses = "fine and thick hair, men and women, color treated hair, all hair types, after the pool, weekly care",
            Texts =
            [
                "Hair feels light and looks full of life after the first use, without build-up or heavy residue.",
                "Developed together with stylists who see every kind of hair. Well suited to {use}.",
                "A little goes a long way: one pack of the {noun} will last most people two to three months.",
                "Work in from the tips upward, leave on for a few minutes and rinse with lukewarm water.",
                "The bottle is made from recycled sugar cane plastic, and the pump locks for travel.",
                "Not happy? Return the {noun} within thirty days, even if the bottle is half empty.",
            ],
            Rows =
            [
                new("shampoo & conditioner", "shampoo and conditioner set, shampoo duo", 27, "Color Safe, Volumizing, Clarifying, Set of 2", "oil free, essential oils, fragrance free"),
                new("hair masks", "hair mask, deep conditioner", 19, "Overnight, Keratin, Protein, Repair", "shea butter, olive oil, collagen peptides, hyaluronic acid"),
                new("hair oils", "hair oil, hair treatment oil", 17, "Cold Pressed, Dropper, Glossing, Overnight", "essential oils, olive oil, alcohol free, certified organic"),
                new("scalp treatments", "scalp treatment, scalp serum", 23, "Leave In, Exfoliating, Peppermint, Soothing", "essential oils, dermatologist tested, alcohol free, clinically proven"),
                new("hair loss treatments", "hair loss treatment, regrowth serum", 34, "Biotin, Root, Thickening, Three Month", "clinically proven, dermatologist tested, collagen peptides, green tea"),
                new("styling gels", "styling gel, hair gel", 13, "Strong Hold, Flake Free, Edge, Sculpting", "hair styling, alcohol free, aloe vera, fragrance free"),
                new("hair sprays", "hair spray, finishing spray", 15, "Flexible Hold, Texturizing, Humidity Proof, Sea Mist", "hair styling, alcohol free, sea salt, fragrance free"),
                new("hair dyes", "hair dye, hair color kit", 14, "Permanent, Gray Coverage, Root Touch Up, Cream", "easy apply, alcohol free, olive oil, fragrance free")
                    { Options = "Color of hair colors 74; Size of piece counts 10" },
                new("dry shampoos", "dry shampoo, volume powder", 14, "Aerosol Free, Powder, Refreshing, Tinted", "oil free, travel size, easy carry, fragrance free"),
            ],
        },
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Hair Care › Styling Tools & Appliances",
            Attributes = "hair styling, beauty salon, high quality, easy use, easy carry, travel size, damaged hair/dry hair/curly hair, light weight",
            Options = "Color of tool colors 40; Style of bundle styles 4; Size of piece counts 10",
            Details = "Professional, Portable, Compact, Soft Touch, Quiet, Women and Girls",
            Uses = "long and short hair, girls and women, barbers, travel, weddings and parties, a quick morning",
            Texts =
            [
                "Balanced in the hand and simple to clean; a favorite for {use} among people with little time.",
                "Comes with a clear guide that shows six looks, from a loose wave to a neat updo.",
                "Rounded edges protect hair and scalp, also when you are in a hurry and not looking closely.",
                "Tested for hours on end without a break, so the {noun} will not let you down on the big day.",
                "A handsome box makes the {noun} a good present for sisters, daughters and best friends.",
                "Every part that touches the hair can be taken off and rinsed under running water.",
            ],
            Rows =
            [
                new("hair dryers", "hair dryer, blow dryer", 46, "Ionic, Foldable, With Diffuser, 1875 Watt", "ceramic plates, energy efficient, quick release"),
                new("flat irons", "flat iron, hair straightener", 42, "One Inch, Wide Plate, Dual Voltage, Two in One", "ceramic plates, stainless steel, lcd display, storage case"),
                new("hair brushes", "hair brush, detangling brush", 15, "Paddle, Boar, Vented, Wet and Dry", "soft bristles, long handle, non slip, eco friendly"),
                new("hair clippers", "hair clipper, beard trimmer", 44, "Cordless, Fade, Guide Combs, Zero Gap", "stainless steel, hair removal, lcd display, storage case, water resistant"),
                new("hair extensions", "hair extensions, clip in hairpiece", 52, "Clip In, Tape In, Ponytail, Human Hair", "long lasting, double sided, natural ingredients, easy apply")
                    { Options = "Color of hair colors 56; Size of hair lengths 50" },
                new("hair clips", "hair clips, claw clips", 13, "Matte, Jumbo, Pearl, Set of 8", "non slip, teen girls, birthday gift, daily wear"),
                new("hair cutting scissors", "hair cutting scissors, barber shears", 24, "Thinning, Six Inch, Left Handed, Set", "stainless steel, storage case, non slip"),
            ],
        },
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Skin Care › Face",
            Attributes = "cruelty free, paraben free, fragrance free, dermatologist tested/clinically proven, hyaluronic acid/aloe vera/vitamin e, sensitive skin/dry skin, anti aging, natural ingredients",
            Options = "Size of tube sizes 24; Scent of scents 6",
            Details = "Vegan, Brightening, Hydrating, Gentle, Korean Style, Overnight, Daily",
            Uses = "morning and night, all skin types, men and women, city air, mature skin, after sun",
            Texts =
            [
                "Sinks in within a minute and sits well under sunscreen and makeup. A calm choice for {use}.",
                "Filled in a dark, airless pump that keeps light and germs out, so the {noun} will stay potent.",
                "Try on a small spot first, then use twice a day on a clean face for four weeks.",
                "A short list of ingredients, each with a reason to be there, and none that you need to look up.",
                "Made in small lots every week, so what you receive has been bottled only a few days before.",
                "Our testers describe a fresh, awake look after two weeks with the {noun}, and softer skin after one.",
            ],
            Rows =
            [
                new("face moisturizers", "face moisturizer, face cream", 24, "Gel Cream, Ceramide, Night, SPF 30", "oil free, shea butter, fine lines, green tea, collagen peptides"),
                new("face serums", "face serum, facial serum", 22, "Vitamin C, Retinol, Niacinamide, Glow", "fine lines, oil free, dark circles, green tea, collagen peptides"),
                new("eye creams", "eye cream, under eye gel", 23, "Caffeine, Peptide, Roller, Firming", "dark circles, fine lines, green tea, collagen peptides"),
                new("face washes", "face wash, foaming cleanser", 14, "Foaming, Salicylic, Gel, Charcoal", "oil free, tea tree, alcohol free, green tea, dead skin"),
                new("sheet masks", "sheet masks, facial masks", 16, "Set of 10, Collagen, Soothing, Bubble", "green tea, collagen peptides, tea tree, dead skin, alcohol free"),
                new("face toners", "face toner, rose water mist", 15, "Pore, Exfoliating, Witch Hazel, Mist", "alcohol free, oil free, tea tree, green tea, essential oils"),
                new("lip balms", "lip balm, lip mask", 9, "Tinted, Overnight, Beeswax, Set of 4", "shea butter, coconut oil, easy carry, certified organic, long lasting"),
                new("sunscreens", "sunscreen, sun lotion", 18, "Mineral, SPF 50, Sheer, Stick", "water resistant, oil free, easy apply, non toxic, beach vacation"),
                new("makeup removers", "makeup remover, cleansing balm", 13, "Micellar, Wipes, Pads, Balm", "eye makeup, oil free, alcohol free, travel size, eco friendly"),
                new("facial rollers", "facial roller, face massager", 17, "Jade, Ice, Quartz, Gua Sha", "only: stainless steel, dark circles, fine lines, storage case, easy clean, easy use, anti aging, sensitive skin, birthday gift, travel size"),
            ],
        },
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Makeup › Color Cosmetics",
            Attributes = "cruelty free, paraben free, long lasting, highly pigmented, easy apply, sensitive skin/dry skin, natural ingredients, travel size",
            Options = "Color of makeup shades 54; Size of piece counts 4",
            Details = "Matte, Vegan, Waterproof, Buildable, Shimmer, Smudge Proof, Creamy",
            Uses = "day and night looks, weddings, beginners and artists, stage and photo, school and work, parties",
            Texts =
            [
                "One layer looks natural, and two layers look bold: build the effect that suits {use}.",
                "Stays in place through heat, hugs and a long dinner, and comes off with warm water in the evening.",
                "Shades were matched on all skin tones and named so that you can find yours without guessing.",
                "A slim case with a mirror makes it simple to freshen up on the train or between two meetings.",
                "Silky, without a chalky feel, and fine enough that it will not settle into lines during the day.",
                "Packed in card instead of plastic, with a ribbon that makes the {noun} ready to give away.",
            ],
            Rows =
            [
                new("lipsticks", "lipstick, lip color", 12, "Liquid, Satin, Velvet, Set of 6", "vitamin e, shea butter, coconut oil, birthday gift"),
                new("lip glosses", "lip gloss, plumping gloss", 10, "Plumping, Glossy, Glitter, Clear", "vitamin e, coconut oil, easy carry, hyaluronic acid"),
                new("eyeshadow palettes", "eyeshadow palette, makeup palette", 21, "18 Shades, Neutral, Glitter, Smoky", "eye makeup, non toxic, fragrance free, birthday gift"),
                new("mascaras", "mascara, lengthening mascara", 13, "Lengthening, Tubing, Volume, Fiber", "eye makeup, fragrance free, water resistant, vitamin e"),
                new("eyeliners", "eyeliner, liquid liner", 11, "Liquid, Gel, Felt Tip, Retractable", "eye makeup, fragrance free, water resistant, non toxic"),
                new("foundations", "foundation, tinted base", 19, "Full Coverage, Serum, Cushion, Stick", "oil free, fragrance free, hyaluronic acid, dermatologist tested, anti aging"),
                new("false eyelashes", "false eyelashes, strip lashes", 14, "Wispy, Magnetic, Faux Mink, Five Pairs", "only: eye makeup, light weight, beauty salon, high quality, cruelty free, easy apply, long lasting, sensitive skin, natural ingredients")
                    { Options = "Style of bundle styles 16; Size of piece counts 24; Color of makeup shades 8" },
                new("makeup brushes", "makeup brush set, cosmetic brushes", 22, "Kabuki, Travel, 12 Piece, Bamboo", "only: soft bristles, eye makeup, storage case, beauty salon, eco friendly, easy carry, cruelty free, travel size, sensitive skin, high quality, easy clean")
                    { Options = "Color of tool colors 42; Size of piece counts 12" },
                new("nail polishes", "nail polish, gel lacquer", 12, "Gel, Quick Dry, Glossy, Set of 6", "nail art, non toxic, beauty salon, birthday gift"),
                new("makeup bags", "makeup bag, cosmetic case", 20, "Quilted, Hanging, Train Case, Clear", "only: water resistant, leak proof, easy carry, faux leather, high quality, birthday gift, travel size, easy clean, storage space, teen girls")
                    { Options = "Color of tool colors 48; Size of piece counts 8" },
            ],
        },
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Oral Care",
            Attributes = "oral hygiene, fresh breath/bad breath, sensitive teeth/teeth whitening, fluoride free/alcohol free, bpa free, easy use, travel size, natural ingredients",
            Options = "Flavor Name of oral flavors 14; Color of tool colors 12; Size of piece counts 16",
            Details = "Dentist Designed, Daily, Gentle, Family, Adults and Kids, Fresh, Vegan",
            Uses = "adults and children, braces and implants, daily care, travel, coffee lovers, sore gums",
            Texts =
            [
                "Reaches the narrow places where trouble starts, and takes less than a minute twice a day.",
                "Dentists helped us to choose shape and strength. A sound choice for {use}.",
                "Sealed against moisture, so the last piece of the {noun} should be as fresh as the first.",
                "No dyes and no sharp taste; even children who complain about brushing come back for more.",
                "The pack shows the date of filling, and can be recycled together with paper and card.",
                "Three months of use come in one box, which works out at a few cents a day for a clean smile.",
            ],
            Rows =
            [
                new("toothpastes", "toothpaste, whitening toothpaste", 11, "Enamel Repair, Charcoal, Tablets, Set of 3", "coconut oil, tea tree, certified organic, non toxic"),
                new("toothbrushes", "toothbrush, manual brush", 12, "Bamboo, Extra Soft, Pack of 8, Compact Head", "only: soft bristles, eco friendly, non slip, storage case, oral hygiene, fresh breath/bad breath, sensitive teeth, bpa free, travel size, easy use"),
                new("electric toothbrushes", "electric toothbrush, sonic toothbrush", 39, "Sonic, Rechargeable, Five Modes, Smart Timer", "only: soft bristles, long lasting, storage case, water resistant, fast charging, oral hygiene, sensitive teeth/teeth whitening, easy use, bpa free, travel size"),
                new("mouthwashes", "mouthwash, oral rinse", 12, "Concentrated, Zinc, Antiseptic, Dry Mouth", "tea tree, essential oils, sugar free, green tea"),
                new("dental floss & picks", "dental floss picks, floss refill", 10, "Woven, Waxed, 300 Count, Refillable", "eco friendly, easy carry, coconut oil, storage case"),
                new("tongue cleaners", "tongue cleaner, tongue scraper", 9, "Metal, Set of 2, U Shaped, Copper", "only: stainless steel, easy clean, storage case, non slip, oral hygiene, fresh breath/bad breath, bpa free, easy use, travel size, easy carry"),
                new("teeth whitening kits", "teeth whitening kit, whitening strips", 33, "LED, Gel Pens, 14 Treatments, Enamel Safe", "clinically proven, easy apply, long lasting, storage case"),
            ],
        },
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Bath & Body",
            Attributes = "cruelty free, paraben free, dry skin/sensitive skin/dead skin, essential oils, natural ingredients, shea butter/coconut oil/aloe vera, certified organic, birthday gift",
            Options = "Scent of scents 26; Size of tube sizes 20",
            Details = "Vegan, Handmade, Spa, Moisturizing, Relaxing, Creamy, Large",
            Uses = "the whole family, winter and summer, gift baskets, a slow Sunday, hands and feet, after sports",
            Texts =
            [
                "Turns a quick shower into ten quiet minutes, and leaves a soft scent that never shouts.",
                "Rich and yet quick to sink in, so you can dress at once. Much liked for {use}.",
                "Poured and wrapped by hand in a small town, with a label that lists every ingredient in full.",
                "Free of dyes, mineral oil and silicone; what remains on the skin is care and nothing else.",
                "A generous size that will last for weeks, in a jar that you will want to keep afterwards.",
                "Works well with the rest of the line, or layer the {noun} under your own perfume.",
            ],
            Rows =
            [
                new("body lotions", "body lotion, body cream", 15, "Whipped, Fast Absorbing, Urea, Pump", "vitamin e, fragrance free, dermatologist tested, olive oil"),
                new("body scrubs", "body scrub, exfoliating polish", 17, "Sugar, Coffee, Salt, Brightening", "sea salt, tea tree, olive oil, vitamin e, green tea"),
                new("bath bombs", "bath bombs, fizzy bath balls", 18, "Set of 12, Fizzy, Bubble, With Petals", "sea salt, individually wrapped, non toxic, olive oil"),
                new("bar soaps", "bar soap, cold process soap", 13, "Oatmeal, Goat Milk, Set of 4, Triple Milled", "olive oil, tea tree, fragrance free, non toxic, eco friendly"),
                new("deodorants", "deodorant, deodorant stick", 12, "Aluminum Free, Roll On, Clear Gel, Crystal", "long lasting, alcohol free, fragrance free, tea tree, baby shower"),
                new("bath brushes", "bath brush, back scrubber", 14, "Dry Brushing, Exfoliating, Wooden, Loofah", "only: long handle, soft bristles, eco friendly, non slip, wall mounted, dry skin/sensitive skin/dead skin, easy clean, high quality, long lasting, birthday gift")
                    { Options = "Color of tool colors 30; Size of piece counts 12" },
            ],
        },
        new()
        {
            Category = "beauty",
            Path = "Beauty & Personal Care › Fragrance",
            Attributes = "long lasting, cruelty free, alcohol free, travel size, birthday gift, natural ingredients, essential oils, high quality",
            Options = "Size of bottle sizes 24; Scent of scents 16",
            Details = "Fresh, Floral, Woody, Spicy, Classic, Niche Style, Gift Boxed",
            Uses = "day and evening, the office, date nights, weddings, spring and summer, collectors",
            Texts =
            [
                "Opens bright, turns warm after half an hour, and stays close to the skin until night.",
                "Blended by a small team and aged for six weeks before bottling, as it was done long ago.",
                "The atomizer gives a fine, even mist; two sprays will be enough for {use}.",
                "Keep the {noun} away from heat and sun, and the scent will stay true for several years.",
                "A heavy glass flask with a magnetic cap makes the {noun} a fine thing to look at, too.",
                "Include a note with your order, and we will add it to the box in neat handwriting.",
            ],
            Rows =
            [
                new("women's perfumes", "women's perfume, eau de parfum", 42, "Eau de Parfum, Vanilla, Jasmine, Rollerball", "leak proof, easy carry, baby shower"),
                new("men's colognes", "men's cologne, eau de toilette", 38, "Eau de Toilette, Cedar, Citrus, Amber", "sensitive skin, leak proof, easy carry, office wear"),
                new("body mists", "body mist, body spray", 14, "Shimmer, Set of 3, Light, Tropical", "aloe vera, vitamin e, teen girls, easy carry"),
                new("perfume gift sets", "perfume gift set, fragrance sampler", 36, "Sampler, Mini, Set of 5, Discovery", "easy carry, leak proof, individually wrapped"),
                new("refillable perfume bottles", "refillable perfume bottle, travel atomizer", 11, "Pocket, Set of 3, Mini, Spray Pump", "only: leak proof, easy carry, easy use, stainless steel, travel size, bpa free, high quality, eco friendly, essential oils, birthday gift")
                    { Options = "Color of tool colors 40; Size of piece counts 14" },
            ],
        },
    ];
}
