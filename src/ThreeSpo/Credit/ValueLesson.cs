namespace ThreeSpo.Credit;

/// <summary>What a critic learns at a state. In units of return.</summary>
/// <param name="Old">V(s) as it stood when the actions were credited: the value loss is clipped around it.</param>
/// <param name="Target">The return that V(s) should have foreseen.</param>
public sealed record ValueLesson(double Old, double Target);
