using System.Security.Cryptography;
using System.Text;

namespace ThreeSpo.Environments;

/// <summary>A named set of tasks with a hash: what a score is measured on.</summary>
/// <param name="name">Its name, for example "valid_unseen".</param>
/// <param name="tasks">The tasks, in order.</param>
/// <param name="fingerprints">One text per task that changes whenever the task's content does.</param>
public sealed class Panel(string name, IReadOnlyList<TaskInstance> tasks, IReadOnlyList<string> fingerprints)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The tasks, in order.</summary>
    public IReadOnlyList<TaskInstance> Tasks { get; } = tasks;

    /// <summary>The first 12 hexadecimal digits of the SHA-256 over the tasks' ids and contents.</summary>
    public string Hash { get; } = HashOf(tasks, fingerprints);

    private static string HashOf(IReadOnlyList<TaskInstance> tasks, IReadOnlyList<string> fingerprints)
    {
        if (tasks.Count != fingerprints.Count)
        {
            throw new ArgumentException(
                $"A panel needs one fingerprint per task, but got {fingerprints.Count} for {tasks.Count} tasks.", nameof(fingerprints));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < tasks.Count; i++)
            hash.AppendData(Encoding.UTF8.GetBytes($"{tasks[i].Id}\t{fingerprints[i]}\n"));

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
