namespace ThreeSpo.Cli;

/// <summary>How the user would type a command: by name where the program is on the path, else through dotnet run.</summary>
internal static class Invocation
{
    public static string Of(string words) => $"{(IsOnPath() ? "3spo" : "dotnet run -c Release --project src/ThreeSpo.Cli --")} {words}";

    private static bool IsOnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "3spo.exe" : "3spo")));
}
