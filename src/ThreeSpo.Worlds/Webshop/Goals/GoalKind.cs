namespace ThreeSpo.Worlds.Webshop;

/// <summary>Where goals come from.</summary>
public enum GoalKind
{
    /// <summary>From each product's own sentence, one goal for every way to choose its options. WebShop's usual kind for training.</summary>
    Synthetic,

    /// <summary>From sentences by people.</summary>
    Human,
}
