namespace ThreeSpo.Torch;

/// <summary>The numbers that a language model computes with.</summary>
public enum ModelPrecision
{
    /// <summary>Single precision, four bytes.</summary>
    Float32,

    /// <summary>Sixteen bits with the range of single precision; where it learns, masters of single precision are kept beside them.</summary>
    Bfloat16,
}
