using System.CommandLine;
using System.Text;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo init: writes a settings file to start from.</summary>
internal static class InitCommand
{
    private const string SchemaFile = "settings.schema.json";

    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "the settings file to write; it ends in .json, and must not exist" };
        Argument<string[]> words = new("settings") { Description = "key=value words and settings files whose values to write", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> schema = new("--schema") { Description = $"write {SchemaFile} beside it, by which editors complete and check it" };
        var command = new Command("init", """
            Writes a settings file: every setting with its value, and what it does and what it may be in a comment. Change it, then train with it.

            Examples:
              3spo init mine.json
              3spo init mine.json preset=paper seed=3 --schema        then: 3spo train mine.json
            """)
        {
            file, words, schema,
        };
        command.SetAction(parsed => Init(parsed.GetValue(file)!, parsed.GetValue(words) ?? [], parsed.GetValue(schema)));
        return command;
    }

    private static int Init(string file, string[] words, bool withSchema)
    {
        if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.Contains('=', StringComparison.Ordinal))
            throw new UserMistakeException($"'{file}' would not be read as a settings file: its name must end in .json and hold no '='. For example: 3spo init mine.json");

        string schemaFile = Path.Combine(Path.GetDirectoryName(file) ?? "", SchemaFile);
        string schema = SettingsPage.Schema();
        bool schemaIsThere = withSchema && File.Exists(schemaFile) && File.ReadAllText(schemaFile) == schema;
        SettingsSource source = SettingsSource.Read(words);
        MustBeFree(file);
        if (withSchema && !schemaIsThere)
            MustBeFree(schemaFile);

        Write(file, StartingFile.Of(source, withSchema ? $"./{SchemaFile}" : null));
        if (withSchema && !schemaIsThere)
            Write(schemaFile, schema);

        Console.WriteLine($"Wrote {file}{(withSchema ? $" and {schemaFile}" : "")}. Change it, then train with it: {Invocation.Of($"train {file}")}");
        return Door.Fine;
    }

    private static void MustBeFree(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
            throw new UserMistakeException($"'{path}' exists already. Choose another name, or remove it first.");
    }

    private static void Write(string path, string text)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);

            // A file that somebody else made in the meantime is not written over either.
            using var file = new FileStream(path, FileMode.CreateNew);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"'{path}' cannot be written: {fault.Message}");
        }
    }
}
