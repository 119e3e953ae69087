using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>The type that weights have in files.</summary>
public enum WeightType
{
    /// <summary>Single precision, four bytes: what is learned loses nothing.</summary>
    Float32,

    /// <summary>The upper half of single precision, two bytes: what models are published in.</summary>
    BFloat16,
}

/// <summary>Types of weights under their several names.</summary>
internal static class WeightTypes
{
    /// <summary>Unit: bytes a number.</summary>
    public static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Float64 => 8,
        ScalarType.Float32 => 4,
        _ => 2,
    };

    public static ScalarType Of(WeightType type) => type is WeightType.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>As safetensors files write it: "F32".</summary>
    public static string InTensors(ScalarType type) => type switch
    {
        ScalarType.Float64 => "F64",
        ScalarType.Float32 => "F32",
        ScalarType.BFloat16 => "BF16",
        _ => "F16",
    };

    /// <summary>As config.json writes it: "float32".</summary>
    public static string InConfig(ScalarType type) => type switch
    {
        ScalarType.Float64 => "float64",
        ScalarType.Float32 => "float32",
        ScalarType.BFloat16 => "bfloat16",
        _ => "float16",
    };
}
