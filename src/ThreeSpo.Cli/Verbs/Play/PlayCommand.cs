using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo play: you are the policy, or you watch one.</summary>
internal static class PlayCommand
{
    public static Command Create()
    {
        Argument<string[]> words = new("settings") { Description = "with --watch: key=value words, as for eval", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> watch = new("--watch") { Description = "watch a policy think and act" };
        Option<int> task = new("--task") { Description = "with --watch: which task of the panel", DefaultValueFactory = _ => 1 };
        Option<bool> prompts = new("--prompts") { Description = "with --watch: show what a language model is asked" };
        var command = new Command("play", """
            Plays a world yourself, or watches a policy play.

            Examples:
              3spo play alfworld
              3spo play webshop
              3spo play --watch policy=tiny
              3spo play --watch policy=runs/alfworld-scout-1 --task 3 --prompts
            """)
        {
            words, watch, task, prompts, AlfworldPlay.Create(), WebshopPlay.Create(),
        };
        command.SetAction((parsed, cancellation) => parsed.GetValue(watch)
            ? Watching.RunAsync(parsed.GetValue(words) ?? [], parsed.GetValue(task), parsed.GetValue(prompts), cancellation)
            : throw new UserMistakeException("Say what to play, or whom to watch: 3spo play alfworld, 3spo play webshop, or: 3spo play --watch policy=tiny"));
        return command;
    }
}
