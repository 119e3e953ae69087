using System.Text.Encodings.Web;
using System.Text.Json;
using ThreeSpo.Environments;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Data;

/// <summary>A panel as a file of JSON lines: what it is, then a line for each task.</summary>
internal sealed record PanelFile(
    string Name, string Hash, string Kind, string Split, string Side, long Seed, int Tasks, string File, int? SameProduct, int? SameChoice, int? SameText)
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both panels of a split into a folder.</summary>
    /// <exception cref="InvalidDataException">The catalogue makes too few goals for it.</exception>
    public static IReadOnlyList<PanelFile> Write(string folder, GoalBooks books, GoalKind kind, WebshopSplit split, int unseen, long? seed)
    {
        (Panel train, Panel measured) = WebshopPanels.Of(books, kind, split, unseen, seed);
        var leak = SplitLeak.Of(books, train, measured);
        return [Write("train", train, null), Write("unseen", measured, leak)];

        PanelFile Write(string side, Panel panel, SplitLeak? leak)
        {
            var file = new PanelFile(
                panel.Name, panel.Hash, Lower(kind), Lower(split), side, seed ?? WebshopPanels.UsualSeed(split), panel.Tasks.Count, panel.Name + ".jsonl",
                leak?.SameProduct, leak?.SameChoice, leak?.SameText);
            using FileStream to = System.IO.File.Create(Path.Combine(folder, file.File));
            file.WriteTo(to, books, panel.Tasks);
            return file;
        }
    }

    private void WriteTo(Stream to, GoalBooks books, IReadOnlyList<TaskInstance> tasks)
    {
        using var json = new Utf8JsonWriter(to, Form);
        Line(() =>
        {
            json.WriteString("panel", Name);
            json.WriteString("hash", Hash);
            json.WriteString("world", "webshop");
            json.WriteString("goals", Kind);
            json.WriteString("split", Split);
            json.WriteString("side", Side);
            json.WriteNumber("seed", Seed);
            json.WriteNumber("tasks", Tasks);
        });
        foreach (TaskInstance task in tasks)
        {
            Line(() =>
            {
                json.WriteString("id", task.Id);
                json.WriteString("kind", task.Kind);
                json.WriteString("fingerprint", WebshopPanels.FingerprintOf(books, WebshopTaskId.Parse(task.Id)));
            });
        }

        void Line(Action write)
        {
            json.WriteStartObject();
            write();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            to.WriteByte((byte)'\n');
        }
    }

    private static string Lower<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();
}
