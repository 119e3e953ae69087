using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>A small model with random weights and what another program computed with it.</summary>
/// <param name="Folder">Its folder.</param>
internal sealed record RecordedModel(string Folder)
{
    /// <summary>Where it stands below the golden folder, for messages.</summary>
    public string Name => Path.GetRelativePath(GoldenFolder.Golden, Folder);

    /// <summary>Every recorded model that has a file. Skips the running test where there are none or tensors do not work.</summary>
    public static IReadOnlyList<RecordedModel> All(string with = "golden_forward.json")
    {
        RequireTorch();
        string root = Path.Combine(GoldenFolder.Golden, "qwen2-tiny");
        if (!Directory.Exists(root))
            Assert.Skip($"No recorded models at '{root}'. Put the recordings there, or name their folder in THREESPO_GOLDEN.");

        RecordedModel[] models =
            [.. Directory.EnumerateFiles(root, with, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new RecordedModel(Path.GetDirectoryName(file)!))];
        Assert.True(models.Length > 0, $"No {with} anywhere below '{root}'. Restore the recordings.");
        return models;
    }

    /// <summary>Skips the running test on machines that libtorch is not to be had for.</summary>
    public static void RequireTorch()
    {
        if (TorchRuntime.Report.Problem is { } problem && !OperatingSystem.IsLinux())
            Assert.Skip(problem);

        TorchRuntime.Require();
    }

    /// <summary>The recorded forward cases.</summary>
    public IEnumerable<(int Index, JsonElement Case)> Cases()
    {
        JsonElement[] cases = [.. Read("golden_forward.json").GetProperty("cases").EnumerateArray()];
        Assert.True(cases.Length > 0, $"{Name}/golden_forward.json holds no case. Restore the recording.");
        return cases.Index();
    }

    public JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file))).RootElement;

    public static int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];
}
