using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy: a language model on disk, looked into and written out.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", """
        Looks into a language model, and writes it out for other programs.

        Examples:
          3spo policy inspect runs/alfworld-branch-1
          3spo policy export runs/alfworld-branch-1 exported --type bfloat16
        """)
    {
        PolicyInspectCommand.Create(),
        PolicyExportCommand.Create(),
        PolicyLogitsCommand.Create(),
    };
}
