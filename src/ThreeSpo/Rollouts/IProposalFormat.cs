using ThreeSpo.Saving;

namespace ThreeSpo.Rollouts;

/// <summary>How a policy's proposals are saved. What all proposals of a node share is written once.</summary>
public interface IProposalFormat
{
    /// <summary>Writes proposals that were made at one node.</summary>
    void Write(StateWriter to, IReadOnlyList<Proposal> proposals);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Something else was written.</exception>
    IReadOnlyList<Proposal> Read(StateReader from);
}
