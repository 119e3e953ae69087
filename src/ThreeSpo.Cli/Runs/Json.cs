using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ThreeSpo.Cli.Runs;

/// <summary>How this program writes JSON: camel case, letters as they are.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // A loss that is not finite is a finding, written as "NaN" or "Infinity", and no reason to lose a run.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static readonly JsonSerializerOptions Page = new(Line) { WriteIndented = true };
}
