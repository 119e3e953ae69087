namespace ThreeSpo.Worlds.Webshop;

/// <summary>How goals are divided into those that are trained on and those that success is measured on.</summary>
public enum WebshopSplit
{
    /// <summary>By product: neither the product nor the sentence of an unseen goal is ever trained on. The one to report.</summary>
    Product,

    /// <summary>By place in one shuffle, as WebShop's authors did: goals are distinct, but most products have goals on both sides.</summary>
    Shared,

    /// <summary>As the published training code does, every worker with a shuffle of its own: nearly all that is measured is trained on too.</summary>
    Peer,
}
