namespace ThreeSpo.Torch.Kernels;

/// <summary>A product of rows by packed columns: output = start + rows · columns, or output += start + rows · columns.</summary>
/// <remarks>
/// Columns lie in panels of 16: number k of column c is at panel c / 16, then k·16 + c mod 16. Rows × depth × columns; every output is summed
/// over k = 0, 1, …, one by one, beginning with its start: so it does not depend on which other rows or columns there are, nor on the vectors' width.
/// </remarks>
internal unsafe struct Product
{
    /// <summary>Columns in a panel.</summary>
    public const int Panel = 16;

    /// <summary>The rows, shape [RowCount, Depth].</summary>
    public float* Rows;

    /// <summary>Numbers from one row to the next.</summary>
    public nint RowStride;

    /// <summary>How many rows there are, at least 1.</summary>
    public int RowCount;

    /// <summary>The columns, shape [PanelCount, Depth, 16].</summary>
    public float* Panels;

    /// <summary>Numbers from one panel to the next.</summary>
    public nint PanelStride;

    /// <summary>How many panels there are, at least 1.</summary>
    public int PanelCount;

    /// <summary>Numbers in a row and in a column.</summary>
    public int Depth;

    /// <summary>What the sums begin with, shape [RowCount, PanelCount · 16]; may be the output.</summary>
    public float* Start;

    /// <summary>Numbers from one start to the next; 0 where all rows begin alike.</summary>
    public nint StartStride;

    /// <summary>The output, shape [RowCount, PanelCount · 16].</summary>
    public float* Output;

    /// <summary>Numbers from one row of the output to the next.</summary>
    public nint OutputStride;

    /// <summary>Whether the sums are added to what the output holds.</summary>
    public bool Adds;

    /// <summary>Panels for a number of columns.</summary>
    public static int PanelsFor(int columns) => (columns + Panel - 1) / Panel;

    /// <summary>A number of columns rounded up to whole panels.</summary>
    public static int Padded(int columns) => PanelsFor(columns) * Panel;
}
