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

        using Process signal = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        output.Append(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, output.ToString(), errors);
    }

    /// <summary>Starts it, and leaves it to the test.</summary>
    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "3spo.dll"), .. arguments])
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
