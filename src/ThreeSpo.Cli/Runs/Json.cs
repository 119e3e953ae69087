using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThreeSpo.Cli.Runs;

/// <summary>How this program writes JSON: camel case, letters as they are.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions Page = new(Line) { WriteIndented = true };
}
