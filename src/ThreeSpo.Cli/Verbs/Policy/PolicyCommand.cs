using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy: what can be done with a language model beside training it.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", """
        Looks into a language model, talks to it, and writes it out for other programs.

        Examples:
          3spo policy inspect runs/alfworld-scout-1
          3spo policy export runs/alfworld-scout-1 exported --type bfloat16
          3spo policy merge runs/alfworld-scout-1 merged
          3spo policy chat tiny
        """)
    {
        PolicyInspectCommand.Create(),
        PolicyExportCommand.Create(),
        PolicyMergeCommand.Create(),
        PolicyLogitsCommand.Create(),
        PolicyChatCommand.Create(),
    };
}
