using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Torch;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy inspect: what a model's folder holds.</summary>
internal static class PolicyInspectCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("policy") { Description = "a Hugging Face folder, a run's folder, a checkpoint, or tiny" };
        Option<bool> tensors = new("--tensors") { Description = "list every tensor with its shape and type" };
        Option<bool> json = new("--json") { Description = "print everything as one JSON object" };
        var command = new Command("inspect", """
            What a language model is: family and sizes, its numbers by part, its files, its tokenizer, and the memory that it asks for.
            Reads the beginnings of files alone, so a model of any size takes a moment. Weights that are not those of config.json are an error.

            Examples:
              3spo policy inspect models/Qwen2.5-1.5B-Instruct
              3spo policy inspect runs/alfworld-scout-1 --tensors
              3spo policy inspect tiny --json
            """)
        {
            folder, tensors, json,
        };
        command.SetAction(parsed => Inspect(parsed.GetValue(folder)!, parsed.GetValue(tensors), parsed.GetValue(json)));
        return command;
    }

    private static int Inspect(string policy, bool tensors, bool json)
    {
        string folder = PolicySource.RequireLanguageFolder(policy);
        ModelInspection model = ModelInspection.Of(LanguageModel.WeightsIn(folder)) with { Adapter = LanguageModel.AdapterIn(folder) };
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(ModelReport.Of(model, tensors), Json.Line));
            return Door.Fine;
        }

        foreach (string line in ModelPage.Lines(model, tensors))
            Console.WriteLine(line);

        return Door.Fine;
    }
}
