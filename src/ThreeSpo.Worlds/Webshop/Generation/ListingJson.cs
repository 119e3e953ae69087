using System.Text.Json;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Writes listings the way the benchmark's three files do.</summary>
/// <remarks>Fields that every reader of the benchmark discards are there and hold little; pictures are names at example.com.</remarks>
internal static class ListingJson
{
    private const string Place = "https://example.com/";

    /// <summary>An element of the items: an object with the listing's texts, price, options and families.</summary>
    public static void Item(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteString("name", listing.Name);
        json.WriteStartObject("product_information");
        json.WriteString("ASIN", listing.Asin);
        json.WriteEndObject();
        json.WriteString("brand", $"Visit the {listing.Brand} Store");
        json.WriteString("brand_url", $"{Place}stores/{listing.Brand}");
        json.WriteString("full_description", listing.Description);
        json.WriteString("pricing", listing.Pricing);
        json.WriteString("list_price", "");
        json.WriteString("availability_status", "In Stock.");
        WriteStrings(json, "images", [$"{Place}images/{listing.Asin}.jpg"]);
        json.WriteString("product_category", listing.CategoryPath);
        WriteReviews(json, listing);
        WriteStrings(json, "small_description", listing.Bullets);
        WriteOptions(json, listing);

        foreach (string empty in (string[])["total_answered_questions", "seller_id", "seller_name", "fulfilled_by_amazon", "fast_track_message", "aplus_present"])
            json.WriteString(empty, "");

        json.WriteString("asin", listing.Asin);
        json.WriteString("category", listing.Category);
        json.WriteString("query", listing.Query);
        json.WriteNumber("page", 1);
        json.WriteString("small_description_old", "");
        json.WriteEndObject();
    }

    /// <summary>A property of the attributes: the asin with attributes and instruction.</summary>
    public static void Attributes(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject(listing.Asin);
        WriteStrings(json, "attributes", listing.Attributes);
        if (listing.Instruction is not null)
        {
            json.WriteString("instruction", listing.Instruction);
            WriteStrings(json, "instruction_attributes", listing.InstructionAttributes);
        }

        json.WriteEndObject();
    }

    /// <summary>A property of people's instructions: the asin with all that people ask; nothing where nobody does.</summary>
    public static void People(Utf8JsonWriter json, Listing listing)
    {
        if (listing.People.Count == 0)
            return;

        json.WriteStartArray(listing.Asin);
        foreach (ListingRequest request in listing.People)
        {
            json.WriteStartObject();
            json.WriteString("asin", listing.Asin);
            json.WriteString("instruction", request.Text);
            WriteStrings(json, "attributes", listing.Attributes);
            WriteStrings(json, "options", request.Options.Select(option => $"{option.Name}: {option.Value}"));
            WriteStrings(json, "instruction_attributes", request.Attributes);
            WriteStrings(json, "instruction_options", request.Options.Select(option => option.Value));
            json.WriteString("assignment_id", "SYNTHETIC");
            json.WriteString("worker_id", "SYNTHETIC");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReviews(Utf8JsonWriter json, Listing listing)
    {
        if (listing.Reviews == 0)
        {
            json.WriteString("average_rating", "");
            json.WriteString("total_reviews", "");
            return;
        }

        json.WriteNumber("average_rating", new decimal(listing.Rating, 0, 0, isNegative: false, scale: 1));
        json.WriteNumber("total_reviews", listing.Reviews);
    }

    private static void WriteOptions(Utf8JsonWriter json, Listing listing)
    {
        if (listing.Options.Count == 0)
        {
            json.WriteString("customization_options", "");
            return;
        }

        json.WriteStartObject("customization_options");
        foreach (ListingOption option in listing.Options)
        {
            if (option.Values.Count == 0)
                json.WriteNull(option.Name);
            else
                WriteValues(json, listing.Asin, option);
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, string asin, ListingOption option)
    {
        json.WriteStartArray(option.Name);
        for (int i = 0; i < option.Values.Count; i++)
        {
            json.WriteStartObject();
            json.WriteBoolean("is_selected", i == 0);
            json.WriteBoolean("is_available", true);
            json.WriteString("value", option.Values[i]);
            json.WriteString("price_string", "");
            json.WriteNumber("price", 0);
            json.WriteString("image", $"{Place}images/{asin}-{i}.jpg");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);

        json.WriteEndArray();
    }
}
