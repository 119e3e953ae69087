using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo data: what files of a world hold, and whether they are sound.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", """
        Looks into a world's files: what they hold, what is wrong with them, and which tasks are made of them. Changes none of them.

        Example:
          3spo data webshop data/webshop
        """)
    {
        DataWebshopCommand.Create(),
    };
}
