using System.CommandLine;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo runs dump: everything that a run did, as text.</summary>
internal static class RunsDumpCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("run") { Description = "a run's folder" };
        Option<bool> hash = new("--hash") { Description = "print the SHA-256 of the dump alone" };
        var command = new Command("dump", """
            Everything that a run did as text, in one order, times left out. Equal runs have equal dumps.

            Example:
              3spo runs dump runs/alfworld-scout-1 --hash
            """)
        {
            folder, hash,
        };
        command.SetAction(parsed => Dump(parsed.GetValue(folder)!, parsed.GetValue(hash)));
        return command;
    }

    private static int Dump(string folder, bool hash)
    {
        using var run = RunReader.Open(folder);
        if (hash)
        {
            Console.WriteLine(run.DumpHash());
            return Door.Fine;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput());
        run.Dump(output);
        return Door.Fine;
    }
}
