using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy: what is done with language models between runs.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", """
        Works on the folders of language models.

        Examples:
          3spo policy merge runs/alfworld-branch-1 merged
        """)
    {
        PolicyMergeCommand.Create(),
    };
}
