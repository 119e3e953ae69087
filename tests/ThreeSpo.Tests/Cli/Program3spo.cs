using System.Diagnostics;

namespace ThreeSpo.Tests.Cli;

/// <summary>Runs the program as a user does: a process of its own, arguments in, text and exit code out.</summary>
internal static class Program3spo
{
    /// <summary>What came of it.</summary>
    public sealed record Outcome(int Code, string Output, string Errors);

    public static Task<Outcome> RunAsync(string? input, params string[] arguments) => RunWithAsync(new Dictionary<string, string>(), input, arguments);

    /// <summary>Runs it with environment variables besides those of the tests.</summary>
    public static async Task<Outcome> RunWithAsync(IReadOnlyDictionary<string, string> variables, string? input, params string[] arguments)
    {
        using Process process = Start(arguments, variables);
        if (input is not null)
            await process.StandardInput.WriteAsync(input);

        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Interrupts the program, as Ctrl-C does, once it has printed a text.</summary>
    public static async Task<Outcome> InterruptedAsync(string after, params string[] arguments)
    {
        using Process process = Start(arguments);
        var output = new System.Text.StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains(after, StringComparison.Ordinal))
                break;
        }

        Signal(process, "INT");
        output.Append(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, output.ToString(), errors);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public static Process Launch(params string[] arguments) => Start(arguments);

    /// <summary>Sends a signal: INT, TERM.</summary>
    public static void Signal(Process process, string name)
    {
        using Process signal = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        signal.WaitForExit();
    }

    /// <summary>Waits for the end of what was launched.</summary>
    public static async Task<Outcome> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it where no file can grow beyond a size, as on a disk that is full.</summary>
    /// <param name="kibibytes">The most that a file can hold.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<Outcome> WithinAsync(int kibibytes, params string[] arguments)
    {
        // The runtime maps its code through a file in memory of 2 GiB, unless it is told not to.
        string limited = $"trap '' XFSZ; ulimit -f {kibibytes}; export DOTNET_EnableWriteXorExecute=0; exec dotnet \"$@\"";
        using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", limited, "limited", Dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return await EndAsync(process);
    }

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "3spo.dll");

    /// <summary>Starts it, and leaves it to the test.</summary>
    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Whoever runs the tests may watch other things of theirs: only a test that names a collector sends to one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);

        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        return Process.Start(start)!;
    }
}
