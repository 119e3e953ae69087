using System.Collections.Concurrent;
using System.Diagnostics;
using ThreeSpo.Environments;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A corridor of three rooms in another process, which speaks in lines: an action in, "observation|ending" out.</summary>
/// <param name="whenStaying">What the process does when it is told to stay: "hang", "die", "flood", "rubbish"; anything else is an answer.</param>
internal sealed class LineWorld(string whenStaying) : ILiveWorld
{
    private const string Script = """
        n=0
        echo "room 0|None"
        while read -r action; do
          case "$1-$action" in
            hang-stay) sleep 1000 ;;
            die-stay) exit 3 ;;
            flood-stay) yes | tr -d '\n' ;;
            rubbish-stay) printf '\001\377 is this a room?\n'; continue ;;
          esac
          [ "$action" = right ] && n=$((n + 1))
          [ "$action" = left ] && [ $n -gt 0 ] && n=$((n - 1))
          if [ $n -ge 3 ]; then echo "room 3|Succeeded"; else echo "room $n|None"; fi
        done
        """;

    private readonly ConcurrentBag<Process> _processes = [];

    /// <summary>Called after an action was told.</summary>
    public Action<string> Told { get; init; } = _ => { };

    /// <summary>Waits until every process has ended; what was given up may take a moment to.</summary>
    /// <returns>Whether they did within half a minute.</returns>
    public async Task<bool> EndedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            foreach (Process process in _processes)
                await process.WaitForExitAsync(limit.Token);

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask<ILiveSession> OpenAsync(TaskInstance task, CancellationToken cancellation)
    {
        var process = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "corridor", whenStaying])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _processes.Add(process);
        var session = new Session(this, process, task);
        try
        {
            await session.ReadAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private sealed class Session(LineWorld world, Process process, TaskInstance task) : ILiveSession
    {
        private const int LongestLine = 10_000;

        public Snapshot Now { get; private set; } = null!;

        public async ValueTask<Transition> ActAsync(string action, CancellationToken cancellation)
        {
            await process.StandardInput.WriteAsync($"{action}\n".AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
            world.Told(action);
            Ending ending = await ReadAsync(cancellation);
            return new Transition(Now, 0, ending is Ending.Succeeded ? 1 : 0, true, ending);
        }

        public async Task<Ending> ReadAsync(CancellationToken cancellation)
        {
            var line = new System.Text.StringBuilder();
            char[] letter = new char[1];
            while (await process.StandardOutput.ReadAsync(letter, cancellation) == 1 && letter[0] != '\n')
            {
                if (line.Append(letter[0]).Length > LongestLine)
                    throw new InvalidDataException($"The world's line is longer than {LongestLine} letters.");
            }

            string[] parts = line.ToString().Split('|');
            if (parts.Length != 2 || !Enum.TryParse(parts[1], out Ending ending))
                throw new InvalidDataException($"The world said '{line}', wanted an observation and an ending.");

            Now = new Place(parts[0], task: task.Id);
            return ending;
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
