using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Telemetry;
using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Settings;
using ThreeSpo.Torch;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Cli;

/// <summary>Runs a command and turns what goes wrong into one clear line and an exit code.</summary>
internal static class Door
{
    public const int Fine = 0;
    public const int Failure = 1;
    public const int Mistake = 2;
    public const int Interrupted = 130;
    private const int MostCharacters = 2000;
    private const string WhenUnwritable = "Free some space or choose a place that can be written, then run the command again.";

    public static async Task<int> EnterAsync(RootCommand root, string[] args)
    {
        try
        {
            ParseResult parsed = root.Parse(args);
            foreach (ParseError error in parsed.Errors)
                Complain($"{error.Message} See: {Path(parsed)} --help");

            if (parsed.Errors.Count > 0)
                return Mistake;

            return await InvokeAsync(parsed);
        }
        catch (SettingsException fault)
        {
            foreach (string line in fault.Faults)
                Complain(line);

            return Mistake;
        }
        catch (RunBrokeOffException broken)
        {
            (string line, int code) = Explained(broken.Fault);
            Complain($"{line} {broken.Message}");
            return code;
        }
        catch (Exception fault)
        {
            (string line, int code) = Explained(fault);
            Complain(line);
            return code;
        }
    }

    /// <summary>What a fault means to a user, and the exit code.</summary>
    private static (string Line, int Code) Explained(Exception fault) => fault switch
    {
        UserMistakeException or RunInUseException or ExportExistsException or GameFormatException or InvalidDataException or FileNotFoundException or NotSupportedException =>
            (fault.Message, Mistake),
        InterruptedException => (fault.Message, Interrupted),
        OperationCanceledException => ("Interrupted.", Interrupted),
        DivergedException => (fault.Message, Failure),
        ExternalException and not SqliteException when fault.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) =>
            ("The device ran out of memory. Lower learnTokens and sampleTokens, or trees.", Failure),
        SqliteException => ($"The run's database cannot be read, or is damaged: {fault.Message.TrimEnd('.')}. {RunDatabase.WhenDamaged}", Mistake),
        UnauthorizedAccessException or DirectoryNotFoundException => ($"{fault.Message} {WhenUnwritable}", Mistake),
        IOException => ($"{fault.Message} {WhenUnwritable}", Failure),
        _ => ($"A fault of the program, not yours: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")} Please report it with the command.", Failure),
    };

    /// <summary>The first Ctrl-C asks: a run ends at the next wave and saves what it has. The second one ends the process.</summary>
    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (parsed.Action is not AsynchronousCommandLineAction)
            return await parsed.InvokeAsync(configuration);

        using IDisposable? telemetry = OtlpExport.Start(Environment.GetEnvironmentVariable(OtlpExport.Variable), Complain);
        using var interrupted = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        return await parsed.InvokeAsync(configuration, interrupted.Token);

        void Ask(PosixSignalContext signal)
        {
            signal.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
    }

    /// <summary>The command as it is typed: "3spo data webshop".</summary>
    private static string Path(ParseResult parsed)
    {
        string path = "";
        for (CommandResult? at = parsed.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
            path = $" {at.Command.Name}{path}";

        return $"3spo{path}";
    }

    /// <summary>Messages quote arguments, paths and files: whatever they hold, a complaint is one line.</summary>
    private static void Complain(string line) => Console.Error.WriteLine($"3spo: {Printable.Line(line, MostCharacters)}");
}
