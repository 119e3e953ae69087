using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Checks a value against as much of JSON Schema as the schema of settings uses, as an editor does.</summary>
internal sealed class SmallSchema(JsonNode schema)
{
    /// <summary>Whether an object is one that the schema describes.</summary>
    public bool Allows(JsonObject value) => value.All(entry => Allows(entry.Key, entry.Value));

    private bool Allows(string key, JsonNode? value)
    {
        if (schema["properties"]![key] is { } property)
            return AllowsValue(property, value);

        return schema["patternProperties"]!.AsObject().Any(pattern => Regex.IsMatch(key, pattern.Key)) || schema["additionalProperties"]!.GetValue<bool>();
    }

    private static bool AllowsValue(JsonNode property, JsonNode? value)
    {
        string[] types = property["type"] is JsonArray several ? [.. several.Select(type => type!.GetValue<string>())] : [property["type"]!.GetValue<string>()];
        string kind = value?.GetValueKind().ToString() ?? "Null";
        bool fits = types.Any(type => type switch
        {
            "string" => kind is "String",
            "boolean" => kind is "True" or "False",
            "number" => kind is "Number",
            "integer" => kind is "Number" && double.IsInteger(value!.GetValue<double>()),
            _ => throw new NotSupportedException($"The schema says '{type}', which is not checked here yet."),
        });
        return fits && (kind switch
        {
            "Number" => Within(property, value!.GetValue<double>()),
            "String" => property["pattern"] is not { } pattern || Regex.IsMatch(value!.GetValue<string>(), pattern.GetValue<string>()),
            _ => true,
        }) && (property["enum"] is not JsonArray names || names.Any(name => JsonNode.DeepEquals(name, value)));
    }

    private static bool Within(JsonNode property, double number) =>
        (property["minimum"] is not { } least || number >= least.GetValue<double>()) && (property["maximum"] is not { } most || number <= most.GetValue<double>());
}
