namespace ThreeSpo.Torch.Loading;

/// <summary>Loads the native tensor library.</summary>
public static class TorchRuntime
{
}
