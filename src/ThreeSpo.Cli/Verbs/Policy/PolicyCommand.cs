using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo policy: what can be done with a language model beside training it.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", """
        Works with a language model: a Hugging Face folder, a run, or the bundled one.

        Example:
          3spo policy chat tiny
        """)
    {
        PolicyChatCommand.Create(),
    };
}
