using System.Text.Encodings.Web;
using System.Text.Json;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Runs.Exports;

/// <summary>A run's figures as JSON, a line for every iteration and every evaluation, in the order in which they happened.</summary>
public static class JsonLinesExport
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the lines.</summary>
    /// <param name="run">The run.</param>
    /// <param name="to">Where to.</param>
    /// <returns>How many lines.</returns>
    public static int Write(RunReader run, Stream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        int lines = 0;
        using var json = new Utf8JsonWriter(to, Form);
        FigureRows.Each(run, (figures, row) =>
        {
            json.WriteStartObject();
            for (int i = 0; i < figures.Count; i++)
                Write(json, figures[i].Name, row.Value(i));

            json.WriteEndObject();
            json.Flush();
            json.Reset();
            to.WriteByte((byte)'\n');
            lines++;
        });
        return lines;
    }

    /// <summary>Numbers that are not finite are texts in the database already, and stay legible: JSON has no such numbers.</summary>
    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case long number: json.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
            case string text: json.WriteString(name, text); break;
            default: throw new InvalidDataException($"The figure {name} of the run is not a number: the database is damaged.");
        }
    }
}
