namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The departments of devices and their accessories; <see cref="Department"/> says what the columns are.</summary>
internal static class ElectronicsTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Department> Departments { get; } =
    [
        new()
        {
            Category = "electronics",
            Path = "Electronics › Home Audio › Speakers & Players",
            Attributes = "stereo sound, bluetooth pairing, remote control, usb port, easy use, energy efficient, volume control, high quality",
            Options = "Color of device colors 20; Style of bundle styles 8",
            Details = "Wireless, Compact, Retro, Powerful, Digital, Deep Bass, Portable",
            Uses = "music and films, the kitchen and the garage, parties, small rooms, vinyl lovers, the office",
            Texts =
            [
                "Tuned by ear as well as by meter, so voices stay natural even at low volume late at night.",
                "All cables for the first connection are included; the quick guide fits on one page.",
                "Rigid walls and rubber feet keep vibration out of your furniture. Well suited to {use}.",
                "Standby draws less than half a watt, and an optical input connects televisions old and new.",
                "Our help line answers within minutes on working days, and the warranty covers two full years.",
                "Large keys with clear labels: grandparents and children will find the {noun} equally simple.",
            ],
            Rows =
            [
                new("bluetooth speakers", "bluetooth speaker, wireless speaker", 42, "Outdoor, Pocket, Party Lights, 20 Watt", "water resistant, battery powered, outdoor sports, dust proof, fm radio, hands free"),
                new("soundbars", "soundbar, TV speaker bar", 94, "With Subwoofer, 2.1 Channel, 32 Inch, Dolby Style", "wall mounted, low latency, video games, home theater"),
                new("bookshelf speakers", "bookshelf speakers, passive speakers", 116, "Pair, Four Inch Woofer, Powered, Walnut Veneer", "wall mounted, gold plated, carbon fiber, home theater"),
                new("av receivers", "AV receiver, stereo amplifier", 189, "7.2 Channel, Class D, Tube, Mini", "fm radio, gold plated, ultra hd, surge protection, home theater"),
                new("turntables", "turntable, record player", 97, "Belt Drive, Three Speed, Suitcase, Built In Speakers", "plug play, battery powered, aluminum alloy, birthday gift"),
                new("cd players", "CD player, compact disc player", 58, "Portable, Anti Skip, Headphone Jack, Desktop", "battery powered, lcd display, fm radio, light weight, card slot"),
                new("clock radios", "clock radio, bedside radio", 34, "Projection, Dual Alarm, Large Digits, Sleep Timer", "alarm clock, fm radio, lcd display, wireless charging, battery powered"),
                new("portable radios", "portable radio, weather radio", 32, "Hand Crank, Shortwave, AM FM, Emergency", "fm radio, battery powered, long range, outdoor sports, card slot, light weight"),
            ],
        },
        new()
        {
            Category = "electronics",
            Path = "Electronics › Television & Video › Screens & Players",
            Attributes = "high definition/ultra hd, home theater, remote control, plug play, easy install, usb port, dual band, high quality",
            Options = "Color of device colors 14; Style of bundle styles 10",
            Details = "Smart, Slim, 4K, Wi Fi, Digital, Home and Outdoor, 1080P",
            Uses = "living rooms, movie nights, classrooms, campers and boats, sports fans, guest rooms",
            Texts =
            [
                "A crisp picture with deep blacks and skin tones that look right, straight out of the box.",
                "Works with sets of all makers from the last fifteen years; the list is in the pictures.",
                "Small enough to vanish behind the screen, and cool enough to run day and night. Good for {use}.",
                "Updates arrive over the air, so the {noun} should learn new tricks for years to come.",
                "Menus are plain and quick; children can be given their own, limited view.",
                "If you get stuck, scan the code on the box for a two minute film that shows each step.",
            ],
            Rows =
            [
                new("smart tvs", "smart TV, LED television", 318, "Frameless, LED, Roku Style, HDR", "wall mounted, voice control, quad core, energy efficient, stereo sound")
                    { Options = "Size of screen sizes 46" },
                new("projectors", "projector, movie projector", 124, "Mini, Native 1080P, Short Throw, 9000 Lumens", "low latency, carrying case, stereo sound, bluetooth pairing, video games"),
                new("projector screens", "projector screen, projection screen", 72, "Pull Down, Foldable, Motorized, With Stand", "only: easy clean, light weight, wall mounted, carrying case, anti glare, home theater, easy install, ultra hd/high definition, wide angle, remote control")
                    { Options = "Size of screen sizes 44" },
                new("streaming media players", "streaming media player, TV box", 49, "Android Style, Stick, HDR, Octa", "quad core, voice control, high speed, easy use, video games"),
                new("dvd players", "DVD player, disc player", 44, "Portable, Region Free, Swivel, All Format", "battery powered, card slot, stereo sound, carrying case, car audio"),
                new("blu-ray players", "blu-ray player, disc player", 92, "3D, Upscaling, Region Free, Wi Fi Ready", "gold plated, stereo sound, energy efficient, easy use"),
                new("hdmi cables", "HDMI cable, display cord", 13, "8K, 48 Gbps, Right Angle, Flat", "only: gold plated, high speed, braided cord, video games, aluminum alloy, ultra hd/high definition, plug play, home theater, long lasting, high quality")
                    { Options = "Size of cable lengths 40; Color of device colors 14" },
                new("tv antennas", "TV antenna, digital antenna", 32, "Amplified, Indoor, Flat, 200 Mile", "only: long range, wall mounted, water resistant, easy use, plug play, easy install, high definition/ultra hd, usb port, surge protection, high quality"),
                new("tv wall mounts", "TV wall mount, swivel bracket", 39, "Full Motion, Tilting, Low Profile, Dual Arm", "only: heavy duty, height adjustable, steel frame, space saving, easy install, quick release, high quality, living room, small spaces, home theater"),
                new("replacement remotes", "replacement remote, universal remote", 14, "Universal, Backlit, Learning, Infrared", "only: easy use, voice control, battery powered, volume control, plug play, long range, home theater, high quality, light weight, bluetooth pairing"),
            ],
        },
        new()
        {
            Category = "electronics",
            Path = "Electronics › Camera & Photo › Cameras & Optics",
            Attributes = "high resolution/high definition, easy carry, light weight, carrying case, high quality, easy use, usb port, water resistant",
            Options = "Color of device colors 9; Style of kit styles 14",
            Details = "Professional, Compact, Travel, Digital, All Weather, Vlogging, Universal",
            Uses = "portraits and landscapes, beginners, travel, wildlife, weddings, product shots, night skies",
            Texts =
            [
                "Does not slow you down: the {noun} will be ready within a second, and every key is where you expect it.",
                "Metal where it counts, rubber where you hold on. Made for {use} in all kinds of weather.",
                "Tested on more than forty models by all large makers; please see the list in the pictures.",
                "A soft cloth, a strap and a printed guide come in the box, and help is an e-mail away.",
                "Clear glass with several coatings keeps flare and ghosts away when the sun stands low.",
                "A thoughtful step up from a phone, without the weight and the price of studio gear.",
            ],
            Rows =
            [
                new("digital cameras", "digital camera, compact camera", 129, "48 MP, Flip Screen, Point and Shoot, Autofocus", "optical zoom, touch screen, card slot, live streaming, birthday gift"),
                new("action cameras", "action camera, sports camera", 96, "Underwater, Helmet, 4K, Stabilized", "wide angle, outdoor sports, touch screen, shock proof, card slot, remote control"),
                new("instant cameras", "instant camera, print camera", 88, "Mini, Selfie Mirror, Retro, Film", "birthday gift, battery powered, teen girls, wide angle"),
                new("camera lenses", "camera lens, prime lens", 168, "50mm, Fast Aperture, Telephoto, Macro", "wide angle, optical zoom, dust proof, aluminum alloy"),
                new("camera flashes", "camera flash, ring light", 58, "Speedlite, TTL, Bounce, LED Panel", "only: battery powered, lcd display, quick release, video calls, live streaming, light weight, usb port, easy use, easy carry, carrying case"),
                new("tripods", "tripod, camera stand", 46, "67 Inch, Ball Head, Flexible, Monopod", "only: quick release, aluminum alloy, carbon fiber, height adjustable, heavy duty, video calls, live streaming, light weight, easy carry, carrying case, non slip"),
                new("camera bags", "camera bag, photo backpack", 45, "Sling, Backpack, Padded, Rain Cover", "only: shock proof, dust proof, storage space, heavy duty, water resistant, easy carry, light weight, usb port, high quality, outdoor sports"),
                new("binoculars", "binoculars, field glasses", 64, "10x42, Foldable, Roof Prism, Phone Adapter", "bird watching, night vision, outdoor sports, non slip, long range"),
                new("telescopes", "telescope, spotting scope", 118, "Refractor, 70mm, Tabletop, Phone Mount", "bird watching, height adjustable, birthday gift, aluminum alloy, optical zoom"),
                new("security cameras", "security camera, video doorbell", 52, "Indoor, Solar, Pan Tilt, Floodlight", "night vision, motion detection, dual band, wide angle, easy install, battery powered, voice control"),
                new("trail cameras", "trail camera, game camera", 62, "Infrared, Cellular, 32 MP, Hunting", "night vision, motion detection, wide angle, battery powered, card slot"),
            ],
        },
        new()
        {
            Category = "electronics",
            Path = "Cell Phones & Accessories › Accessories › Cases, Power & Mounts",
            Attributes = "fast charging, wireless charging, easy use, easy install, high quality, shock proof/scratch resistant, case friendly, hands free",
            Options = "Color of device colors 32; Size of piece counts 10; Style of bundle styles 4",
            Details = "Slim, Universal, Magnetic, Compact, Rugged, Travel, Minimal",
            Uses = "work and travel, the car, the desk, students, long days out, gifts",
            Texts =
            [
                "Fits like it was made with the phone; every opening lines up, and keys keep their click.",
                "Matte surfaces hide fingerprints, and rounded edges feel good in the hand. Handy for {use}.",
                "Certified for safety: guards against heat, overload and short circuits work without your doing.",
                "Please compare your model with the list in the pictures before you order the {noun}.",
                "Sent in plain recycled card, with a cleaning cloth and a spare set of small parts.",
                "Two years of warranty, with no forms to fill in: send us a photo and we send a new one.",
            ],
            Rows =
            [
                new("phone cases", "phone case, protective cover", 15, "Clear, Wallet, Kickstand, Silicone", "faux leather, anti glare, non slip, light weight, teen girls"),
                new("screen protectors", "screen protector, glass film", 11, "Pack of 3, Privacy, Edge to Edge, Matte", "only: tempered glass, anti glare, ultra hd, touch screen, high definition, case friendly, easy install, scratch resistant, shock proof, high quality"),
                new("phone chargers", "phone charger, wall charger block", 18, "20 Watt, Foldable Plug, Two Port, With Cable", "usb port, surge protection, braided cord, energy efficient, travel size"),
                new("power banks", "power bank, portable charger", 28, "10000mAh, Solar, Slim, Built In Cable", "usb port, lcd display, easy carry, aluminum alloy, long lasting"),
                new("charging cables", "charging cable, USB cord", 12, "USB C, Pack of 3, Right Angle, Coiled", "braided cord, high speed, aluminum alloy, long lasting, gold plated")
                    { Options = "Size of cable lengths 36; Color of device colors 26" },
                new("car phone mounts", "car phone mount, dashboard holder", 19, "Vent Clip, Suction, Gooseneck, Cup Holder", "quick release, car audio, heavy duty, non slip, aluminum alloy"),
                new("selfie sticks", "selfie stick, phone tripod", 21, "Extendable, Gimbal, Bluetooth Shutter, Foldable", "only: live streaming, video calls, remote control, light weight, aluminum alloy, quick release, easy carry, easy use, battery powered, high quality"),
                new("wireless headsets", "wireless headset, bluetooth earpiece", 33, "Single Ear, Boom Mic, Trucker, Mute Key", "only: noise cancelling, bluetooth pairing, stereo sound, volume control, video calls, long lasting, hands free, light weight, fast charging, home office"),
                new("cell phones", "cell phone, unlocked smartphone", 164, "Unlocked, Dual SIM, Flip, Senior", "touch screen, card slot, quad core, fm radio, voice control, long lasting")
                    { Options = "Color of device colors 30; Style of storage styles 22" },
            ],
        },
        new()
        {
            Category = "electronics",
            Path = "Electronics › Computers & Accessories",
            Attributes = "plug play, high speed, easy use, light weight, usb port, home office, energy efficient, high quality",
            Options = "Color of device colors 20; Style of bundle styles 8; Size of piece counts 4",
            Details = "Slim, Wireless, Compact, Ergonomic, Quiet, Travel, Multi Device",
            Uses = "home and office, students, gaming and study, video editing, travel, small teams",
            Texts =
            [
                "Connect, wait a second, and start: Windows, Mac and Linux find the {noun} without a driver.",
                "Thin enough for a sleeve and solid enough for daily work; nothing flexes when you press. Good for {use}.",
                "Our engineers answer support mails themselves, usually on the same day and in plain words.",
                "Cables are long enough to reach a computer under the desk, and ports are clearly marked.",
                "The parts are chosen for a long life, and those that wear out can be bought singly.",
                "Quiet at work: in a library or at night beside a sleeping child, nobody will notice.",
            ],
            Rows =
            [
                new("tablets", "tablet, android tablet", 142, "10 Inch, Kids, Octa, With Keyboard", "touch screen, quad core, dual band, card slot, video calls, shock proof")
                    { Options = "Color of device colors 20; Style of storage styles 24" },
                new("laptops", "laptop, notebook computer", 439, "14 Inch, Full HD, Backlit, Convertible", "quad core, touch screen, anti glare, fast charging, aluminum alloy")
                    { Options = "Style of storage styles 34; Color of device colors 14" },
                new("mini computers", "mini computer, desktop PC", 219, "Fanless, Dual Display, Barebone, Tower", "quad core, ultra hd, dual band, wall mounted, aluminum alloy")
                    { Options = "Style of storage styles 28; Color of device colors 10" },
                new("webcams", "webcam, streaming camera", 38, "1080P, Ring Light, Privacy Shutter, Autofocus", "video calls, live streaming, wide angle, high definition, noise cancelling"),
                new("keyboards", "keyboard, mechanical keyboard", 47, "Mechanical, Backlit, Number Pad, Low Profile", "bluetooth pairing, long lasting, aluminum alloy, video games, non slip, low latency"),
                new("usb flash drives", "USB flash drive, memory stick", 19, "USB 3.0, Metal, Dual Connector, Keychain", "aluminum alloy, water resistant, shock proof, easy carry")
                    { Options = "Style of storage styles 50; Color of device colors 10" },
                new("monitors", "monitor, computer display", 172, "27 Inch, Curved, IPS, Portable", "anti glare, ultra hd, height adjustable, low latency, video games, wall mounted, stereo sound"),
                new("printers", "printer, label printer", 118, "All in One, Thermal, Photo, Laser", "dual band, touch screen, lcd display, high resolution, card slot"),
            ],
        },
        new()
        {
            Category = "electronics",
            Path = "Electronics › Wearables, Headphones & Gaming",
            Attributes = "video games/outdoor sports, stereo sound, bluetooth pairing, low latency, light weight, fast charging, noise cancelling, touch screen",
            Options = "Color of device colors 32; Size of piece counts 3; Style of bundle styles 8",
            Details = "Wireless, Over Ear, Adults and Kids, Slim, Immersive, Sport, RGB",
            Uses = "running and the gym, long flights, gaming nights, school, commuting, family fun",
            Texts =
            [
                "Light on head, hand or wrist, so that hours of {use} pass without a sore spot.",
                "Setup takes a minute: the guide on the first page shows three steps, and that is all.",
                "Sweat, dust and drizzle are no problem; wipe the {noun} dry and keep going.",
                "Works with phones, tablets and consoles of all makers from the last six years.",
                "Soft pads and bands can be replaced for a few dollars when they have done their time.",
                "A hit with teenagers, and simple enough for their parents. A safe present for {use}.",
            ],
            Rows =
            [
                new("wireless earbuds", "wireless earbuds, in ear headphones", 41, "True Wireless, 40 Hours, Ear Hooks, Bass", "hands free, water resistant, volume control, long lasting, voice control"),
                new("over ear headphones", "over ear headphones, studio headset", 54, "Foldable, Closed Back, Studio, Hi Fi", "carrying case, volume control, gold plated, memory foam, hands free"),
                new("smart watches", "smart watch, fitness tracker", 59, "Heart Rate, GPS, Round Dial, Sleep Tracker", "only: water resistant, long lasting, hands free, alarm clock, scratch resistant, touch screen, outdoor sports, bluetooth pairing, wireless charging, light weight, voice control"),
                new("vr headsets", "VR headset, virtual reality goggles", 112, "All in One, Phone, Adjustable, 3D", "high resolution, wide angle, anti glare, remote control, birthday gift"),
                new("game controllers", "game controller, wireless gamepad", 36, "Vibration, Turbo, Hall Effect, Programmable", "only: usb port, long lasting, non slip, plug play, birthday gift, video games, low latency, bluetooth pairing, light weight, fast charging, easy use"),
                new("gaming headsets", "gaming headset, headset with mic", 44, "7.1 Surround, Flip Mic, LED, Padded", "memory foam, volume control, plug play, braided cord, long lasting"),
            ],
        },
        new()
        {
            Category = "electronics",
            Path = "Electronics › Power & Connections",
            Attributes = "surge protection, usb port, easy install, heavy duty, energy efficient, high quality, long lasting, wall mounted",
            Options = "Color of device colors 12; Size of cable lengths 16; Style of bundle styles 4",
            Details = "Universal, Compact, Indoor, Portable, Smart, Reliable, Upgraded",
            Uses = "homes and workshops, campers, the office, storms and outages, travel, network closets",
            Texts =
            [
                "Thick copper and solid terminals stay cool under full load, as a thermal camera confirms.",
                "A small light shows at a glance whether all is well; a reset key is within easy reach.",
                "Made to the rules of the trade, and listed by an independent laboratory. Relied on for {use}.",
                "Fire resistant housing and shutters at every opening keep fingers and coins out.",
                "The plug sits flat, so you can push furniture back to the wall in front of it.",
                "Eighteen months of warranty and a spare fuse in the box give the {noun} a long working life.",
            ],
            Rows =
            [
                new("power strips", "power strip, extension outlet", 24, "Flat Plug, Tower, Twelve Outlet, Mountable", "braided cord, fast charging, home office, space saving"),
                new("signal boosters", "signal booster, wifi extender", 46, "Mesh, Gigabit, Outdoor, Cell", "dual band, long range, high speed, plug play"),
                new("rechargeable batteries", "rechargeable batteries, battery pack", 23, "AA, AAA, Pack of 8, With Charger", "only: fast charging, eco friendly, storage case, lcd display, long lasting, high quality, usb port, surge protection, heavy duty, energy efficient"),
            ],
        },
    ];
}
