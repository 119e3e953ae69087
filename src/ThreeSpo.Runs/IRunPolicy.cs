using ThreeSpo.Rollouts;

namespace ThreeSpo.Runs;

/// <summary>A policy as a run saves it.</summary>
public interface IRunPolicy
{
    /// <summary>How its proposals are saved.</summary>
    IProposalFormat Proposals { get; }

    /// <summary>Writes it into a folder.</summary>
    void Save(string folder);

    /// <summary>Writes what its learner remembers into a folder.</summary>
    void SaveLearner(string folder);

    /// <summary>Puts back what its learner remembered.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or belongs to another policy.</exception>
    void LoadLearner(string folder);
}
