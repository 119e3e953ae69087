using System.Runtime.CompilerServices;

namespace ThreeSpo.Torch.Kernels;

/// <summary>The product over one kind of vector.</summary>
/// <remarks>
/// A block of sums stays in registers while k goes by: four rows by four vectors where there are registers enough, four by two where not,
/// one by four for a single row. Blocks that reach beyond the last row or vector compute that one again. Under a panel's turn all rows
/// pass by, so weights come from memory once and rows from the nearest cache.
/// </remarks>
internal static unsafe class LaneProduct<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int BlockRows = 4;

    /// <summary>Multiplies.</summary>
    public static void Run(in Product product)
    {
        int columns = product.PanelCount * Product.Panel / TLanes.Count;
        int wide = TLanes.ManyRegisters || product.RowCount == 1 ? 4 : 2;
        for (int column = 0; column < columns; column += wide)
        {
            int end = Math.Min(columns, column + wide);
            for (int row = 0; row < product.RowCount; row += BlockRows)
            {
                if (product.RowCount - row == 1)
                    OneByFour(product, row, column, end);
                else if (end - column <= 2)
                    FourByTwo(product, row, column, end);
                else
                    FourByFour(product, row, column, end);
            }
        }
    }

    /// <summary>Four rows by four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByFour(in Product product, int row, int column, int columns)
    {
        nint depth = product.Depth;
        float* panel0 = Column(product, column, columns);
        float* panel1 = Column(product, column + 1, columns);
        float* panel2 = Column(product, column + 2, columns);
        float* panel3 = Column(product, column + 3, columns);
        float* row0 = Row(product, row);
        float* row1 = Row(product, row + 1);
        float* row2 = Row(product, row + 2);
        float* row3 = Row(product, row + 3);
        TVector sum00 = Start(product, row, column, columns);
        TVector sum01 = Start(product, row, column + 1, columns);
        TVector sum02 = Start(product, row, column + 2, columns);
        TVector sum03 = Start(product, row, column + 3, columns);
        TVector sum10 = Start(product, row + 1, column, columns);
        TVector sum11 = Start(product, row + 1, column + 1, columns);
        TVector sum12 = Start(product, row + 1, column + 2, columns);
        TVector sum13 = Start(product, row + 1, column + 3, columns);
        TVector sum20 = Start(product, row + 2, column, columns);
        TVector sum21 = Start(product, row + 2, column + 1, columns);
        TVector sum22 = Start(product, row + 2, column + 2, columns);
        TVector sum23 = Start(product, row + 2, column + 3, columns);
        TVector sum30 = Start(product, row + 3, column, columns);
        TVector sum31 = Start(product, row + 3, column + 1, columns);
        TVector sum32 = Start(product, row + 3, column + 2, columns);
        TVector sum33 = Start(product, row + 3, column + 3, columns);
        for (nint k = 0; k < depth; k++)
        {
            TVector weight0 = TLanes.Load(panel0 + (k * Product.Panel));
            TVector weight1 = TLanes.Load(panel1 + (k * Product.Panel));
            TVector weight2 = TLanes.Load(panel2 + (k * Product.Panel));
            TVector weight3 = TLanes.Load(panel3 + (k * Product.Panel));
            TVector one0 = TLanes.All(row0[k]);
            sum00 = TLanes.MultiplyAdd(one0, weight0, sum00);
            sum01 = TLanes.MultiplyAdd(one0, weight1, sum01);
            sum02 = TLanes.MultiplyAdd(one0, weight2, sum02);
            sum03 = TLanes.MultiplyAdd(one0, weight3, sum03);
            TVector one1 = TLanes.All(row1[k]);
            sum10 = TLanes.MultiplyAdd(one1, weight0, sum10);
            sum11 = TLanes.MultiplyAdd(one1, weight1, sum11);
            sum12 = TLanes.MultiplyAdd(one1, weight2, sum12);
            sum13 = TLanes.MultiplyAdd(one1, weight3, sum13);
            TVector one2 = TLanes.All(row2[k]);
            sum20 = TLanes.MultiplyAdd(one2, weight0, sum20);
            sum21 = TLanes.MultiplyAdd(one2, weight1, sum21);
            sum22 = TLanes.MultiplyAdd(one2, weight2, sum22);
            sum23 = TLanes.MultiplyAdd(one2, weight3, sum23);
            TVector one3 = TLanes.All(row3[k]);
            sum30 = TLanes.MultiplyAdd(one3, weight0, sum30);
            sum31 = TLanes.MultiplyAdd(one3, weight1, sum31);
            sum32 = TLanes.MultiplyAdd(one3, weight2, sum32);
            sum33 = TLanes.MultiplyAdd(one3, weight3, sum33);
        }

        Finish(product, row, column, columns, sum00);
        Finish(product, row, column + 1, columns, sum01);
        Finish(product, row, column + 2, columns, sum02);
        Finish(product, row, column + 3, columns, sum03);
        Finish(product, row + 1, column, columns, sum10);
        Finish(product, row + 1, column + 1, columns, sum11);
        Finish(product, row + 1, column + 2, columns, sum12);
        Finish(product, row + 1, column + 3, columns, sum13);
        Finish(product, row + 2, column, columns, sum20);
        Finish(product, row + 2, column + 1, columns, sum21);
        Finish(product, row + 2, column + 2, columns, sum22);
        Finish(product, row + 2, column + 3, columns, sum23);
        Finish(product, row + 3, column, columns, sum30);
        Finish(product, row + 3, column + 1, columns, sum31);
        Finish(product, row + 3, column + 2, columns, sum32);
        Finish(product, row + 3, column + 3, columns, sum33);
    }

    /// <summary>Four rows by two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(in Product product, int row, int column, int columns)
    {
        nint depth = product.Depth;
        float* panel0 = Column(product, column, columns);
        float* panel1 = Column(product, column + 1, columns);
        float* row0 = Row(product, row);
        float* row1 = Row(product, row + 1);
        float* row2 = Row(product, row + 2);
        float* row3 = Row(product, row + 3);
        TVector sum00 = Start(product, row, column, columns);
        TVector sum01 = Start(product, row, column + 1, columns);
        TVector sum10 = Start(product, row + 1, column, columns);
        TVector sum11 = Start(product, row + 1, column + 1, columns);
        TVector sum20 = Start(product, row + 2, column, columns);
        TVector sum21 = Start(product, row + 2, column + 1, columns);
        TVector sum30 = Start(product, row + 3, column, columns);
        TVector sum31 = Start(product, row + 3, column + 1, columns);
        for (nint k = 0; k < depth; k++)
        {
            TVector weight0 = TLanes.Load(panel0 + (k * Product.Panel));
            TVector weight1 = TLanes.Load(panel1 + (k * Product.Panel));
            TVector one0 = TLanes.All(row0[k]);
            sum00 = TLanes.MultiplyAdd(one0, weight0, sum00);
            sum01 = TLanes.MultiplyAdd(one0, weight1, sum01);
            TVector one1 = TLanes.All(row1[k]);
            sum10 = TLanes.MultiplyAdd(one1, weight0, sum10);
            sum11 = TLanes.MultiplyAdd(one1, weight1, sum11);
            TVector one2 = TLanes.All(row2[k]);
            sum20 = TLanes.MultiplyAdd(one2, weight0, sum20);
            sum21 = TLanes.MultiplyAdd(one2, weight1, sum21);
            TVector one3 = TLanes.All(row3[k]);
            sum30 = TLanes.MultiplyAdd(one3, weight0, sum30);
            sum31 = TLanes.MultiplyAdd(one3, weight1, sum31);
        }

        Finish(product, row, column, columns, sum00);
        Finish(product, row, column + 1, columns, sum01);
        Finish(product, row + 1, column, columns, sum10);
        Finish(product, row + 1, column + 1, columns, sum11);
        Finish(product, row + 2, column, columns, sum20);
        Finish(product, row + 2, column + 1, columns, sum21);
        Finish(product, row + 3, column, columns, sum30);
        Finish(product, row + 3, column + 1, columns, sum31);
    }

    /// <summary>One row by four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByFour(in Product product, int row, int column, int columns)
    {
        nint depth = product.Depth;
        float* panel0 = Column(product, column, columns);
        float* panel1 = Column(product, column + 1, columns);
        float* panel2 = Column(product, column + 2, columns);
        float* panel3 = Column(product, column + 3, columns);
        float* row0 = Row(product, row);
        TVector sum00 = Start(product, row, column, columns);
        TVector sum01 = Start(product, row, column + 1, columns);
        TVector sum02 = Start(product, row, column + 2, columns);
        TVector sum03 = Start(product, row, column + 3, columns);
        for (nint k = 0; k < depth; k++)
        {
            TVector weight0 = TLanes.Load(panel0 + (k * Product.Panel));
            TVector weight1 = TLanes.Load(panel1 + (k * Product.Panel));
            TVector weight2 = TLanes.Load(panel2 + (k * Product.Panel));
            TVector weight3 = TLanes.Load(panel3 + (k * Product.Panel));
            TVector one0 = TLanes.All(row0[k]);
            sum00 = TLanes.MultiplyAdd(one0, weight0, sum00);
            sum01 = TLanes.MultiplyAdd(one0, weight1, sum01);
            sum02 = TLanes.MultiplyAdd(one0, weight2, sum02);
            sum03 = TLanes.MultiplyAdd(one0, weight3, sum03);
        }

        Finish(product, row, column, columns, sum00);
        Finish(product, row, column + 1, columns, sum01);
        Finish(product, row, column + 2, columns, sum02);
        Finish(product, row, column + 3, columns, sum03);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Row(in Product product, int row) => product.Rows + (Math.Min(row, product.RowCount - 1) * product.RowStride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Column(in Product product, int column, int columns)
    {
        int number = Math.Min(column, columns - 1) * TLanes.Count;
        return product.Panels + (number / Product.Panel * product.PanelStride) + (number % Product.Panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start(in Product product, int row, int column, int columns) => TLanes.Load(
        product.Start + (Math.Min(row, product.RowCount - 1) * product.StartStride) + (Math.Min(column, columns - 1) * TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(in Product product, int row, int column, int columns, TVector sum)
    {
        // A block's further rows and vectors may be its last once more: those have been written, and adding twice would be wrong.
        if (row >= product.RowCount || column >= columns)
            return;

        float* to = product.Output + (row * product.OutputStride) + (column * TLanes.Count);
        TLanes.Store(product.Adds ? TLanes.Add(TLanes.Load(to), sum) : sum, to);
    }
}
