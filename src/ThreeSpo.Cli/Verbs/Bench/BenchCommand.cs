using System.CommandLine;

namespace ThreeSpo.Cli.Verbs.Bench;

/// <summary>3spo bench: how fast this machine is.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", """
        Measures how fast something is on this machine.

        Example:
          3spo bench policy 5m
        """)
    {
        BenchPolicyCommand.Create(),
    };
}
