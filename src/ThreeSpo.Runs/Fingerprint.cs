using System.Security.Cryptography;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Runs;

/// <summary>A checksum over everything that an iteration sampled: equal iterations have equal ones, whatever of them is kept.</summary>
public static class Fingerprint
{
    private const int BufferBytes = 1 << 14;

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over the trees of an iteration.</summary>
    /// <remarks>Log-probabilities are in it with all their bits, so that weights which differ show at once.</remarks>
    public static string Of(IReadOnlyList<RolloutTree> trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var buffered = new BufferedStream(hashed, BufferBytes))
            Write(trees, buffered);

        return Convert.ToHexStringLower(hash.Hash!)[..16];
    }

    private static void Write(IReadOnlyList<RolloutTree> trees, Stream stream)
    {
        using var to = new StateWriter(stream);
        foreach (RolloutTree tree in trees)
        {
            to.Write(tree.Slot);
            to.Write(tree.Task.Id);
            to.Write(tree.Prefix.Count);
            foreach (TreeNode node in tree.Expanded)
                Write(to, node);

            foreach (Trajectory trajectory in tree.Trajectories)
            {
                to.Write(trajectory.Leaf.Index);
                to.Write((int)trajectory.Ending);
                to.Write(trajectory.Clock);
            }
        }
    }

    private static void Write(StateWriter to, TreeNode node)
    {
        to.Write(node.Index);
        foreach (Branch branch in node.Branches)
        {
            to.Write(branch.Child.Index);
            to.Write(branch.Proposal.Action);
            to.Write(branch.Proposal.LogProbability);
            to.Write((int)branch.Ending);
            to.Write(branch.Child.State.High);
            to.Write(branch.Child.State.Low);
            to.Write(branch.Child.Advantage);
        }
    }
}
