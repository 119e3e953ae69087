using System.Text.Json;
using ThreeSpo.Torch.Text.Templates;

namespace ThreeSpo.Tests.Torch.Text.Templates;

/// <summary>Renders pieces of templates.</summary>
internal static class Rendered
{
    private static readonly DateTime Today = new(2024, 7, 26);

    /// <summary>With variables from JSON, none of which is trusted.</summary>
    public static TemplateText Of(string template, string json)
    {
        using JsonDocument variables = JsonDocument.Parse(json);
        return ChatTemplate.Read(template, "t").Render(
            [.. variables.RootElement.EnumerateObject().Select(entry => new KeyValuePair<string, object?>(entry.Name, TemplateJson.Read(entry.Value)))], Today);
    }

    /// <summary>With one variable, c, whose text is not trusted.</summary>
    public static TemplateText With(string template, string text) =>
        ChatTemplate.Read(template, "t").Render([new("c", new TemplateText(text, trusted: false))], Today);
}
