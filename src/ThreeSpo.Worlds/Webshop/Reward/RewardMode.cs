namespace ThreeSpo.Worlds.Webshop;

/// <summary>Which rewards purchases earn.</summary>
public enum RewardMode
{
    /// <summary>Exactly WebShop's: 6.6 % of its small catalogue's goals earn less than 1 even for exactly what was asked for.</summary>
    Faithful,

    /// <summary>
    /// WebShop's, except that an attribute or option also counts where it equals the wanted one, upper and lower case and spaces
    /// around it aside. So no purchase earns less than WebShop's, and whoever buys exactly what was asked for gets all of it.
    /// </summary>
    Fixed,
}
