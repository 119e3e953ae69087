using System.CommandLine;
using Microsoft.Data.Sqlite;
using ThreeSpo.Runs;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo runs: the runs in a folder, and what is in one of them.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var command = new Command("runs", """
            Lists the runs in a folder, and looks into them; safe while they are trained.

            Examples:
              3spo runs dump runs/alfworld-branch-1 --hash
            """);
        command.Add(Dump());
        return command;
    }

    private static Command Dump()
    {
        Argument<string> run = new("run") { Description = "a run's folder" };
        Option<bool> hash = new("--hash") { Description = "print the SHA-256 of the dump alone" };
        var command = new Command("dump", """
            Everything that a run did as text, in one order, times left out. Equal runs have equal dumps.

            Example:
              3spo runs dump runs/alfworld-branch-1 --hash
            """)
        {
            run, hash,
        };
        command.SetAction(parsed =>
        {
            using SqliteConnection connection = RunDatabase.OpenToRead(parsed.GetValue(run)!);
            if (parsed.GetValue(hash))
            {
                Console.WriteLine(RunDump.Hash(connection));
                return Door.Fine;
            }

            using var output = new StreamWriter(Console.OpenStandardOutput());
            RunDump.Write(connection, output);
            return Door.Fine;
        });
        return command;
    }
}
