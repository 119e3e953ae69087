namespace ThreeSpo.Torch.Text;

/// <summary>A token beside those that merges make from text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">How it is written.</param>
/// <param name="Special">Whether it only marks structure, and is left out of text for people.</param>
internal sealed record AddedToken(int Id, string Content, bool Special);
