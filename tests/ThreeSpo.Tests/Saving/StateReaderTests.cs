using ThreeSpo.Environments;
using ThreeSpo.Saving;

namespace ThreeSpo.Tests.Saving;

public sealed class StateReaderTests
{
    [Fact]
    public void Everything_comes_back_bit_by_bit()
    {
        double strange = BitConverter.UInt64BitsToDouble(0x7FF8_0000_DEAD_BEEF);
        using StateReader from = new(new MemoryStream(Some(strange)));

        from.Expect("part");
        Assert.True(from.Truth());
        Assert.Equal((-5, long.MinValue, ulong.MaxValue), (from.Integer(), from.Long(), from.Bits()));
        Assert.Equal(BitConverter.DoubleToUInt64Bits(strange), BitConverter.DoubleToUInt64Bits(from.Number()));
        Assert.Equal("half a pair: \uD83D, nothing: \0", from.SomeText());
        Assert.Null(from.Text());
        Assert.Equal([1, -2], from.Integers());
        Assert.Equal([0.5f, float.NaN], from.Floats());
        Assert.Equal([0.1, double.NegativeInfinity], from.Numbers());
        Assert.Equal(["a", ""], from.List(from.SomeText));
        Assert.Equal(Ending.Truncated, from.Name<Ending>());
        Assert.Equal(0, from.Left);
    }

    [Fact]
    public void Whatever_is_cut_off_is_found_out()
    {
        byte[] whole = Some(1);
        for (int length = 0; length < whole.Length; length++)
        {
            using StateReader from = new(new MemoryStream(whole[..length]));
            Assert.Throws<InvalidDataException>(() => ReadAll(from));
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(1000)]
    public void A_count_that_the_rest_cannot_hold_is_refused_before_anything_is_made_for_it(int count)
    {
        foreach (Action<StateReader> read in new Action<StateReader>[] { from => from.Floats(), from => from.Numbers(), from => from.Integers(), from => from.List(from.Integer) })
        {
            using StateReader from = new(new MemoryStream([.. BitConverter.GetBytes(count), 1, 2, 3, 4]));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<InvalidDataException>(() => read(from));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }
    }

    [Fact]
    public void Another_part_and_another_name_are_told()
    {
        using StateReader part = new(new MemoryStream(Some(1)));
        Assert.Contains("wanted 'tree'", Assert.Throws<InvalidDataException>(() => part.Expect("tree")).Message, StringComparison.Ordinal);

        using StateReader name = new(new MemoryStream(BitConverter.GetBytes(99)));
        Assert.Contains("99 for Ending", Assert.Throws<InvalidDataException>(() => name.Name<Ending>()).Message, StringComparison.Ordinal);
    }

    private static void ReadAll(StateReader from)
    {
        from.Expect("part");
        _ = (from.Truth(), from.Integer(), from.Long(), from.Bits(), from.Number(), from.SomeText(), from.Text());
        _ = (from.Integers(), from.Floats(), from.Numbers(), from.List(from.SomeText), from.Name<Ending>());
    }

    private static byte[] Some(double number)
    {
        var memory = new MemoryStream();
        using var to = new StateWriter(memory);
        to.Begin("part");
        to.Write(true);
        to.Write(-5);
        to.Write(long.MinValue);
        to.Write(ulong.MaxValue);
        to.Write(number);
        to.Write("half a pair: \uD83D, nothing: \0");
        to.Write((string?)null);
        to.Write([1, -2]);
        to.Write([0.5f, float.NaN]);
        to.Write([0.1, double.NegativeInfinity]);
        to.Write(["a", ""], text => to.Write(text));
        to.Write((int)Ending.Truncated);
        return memory.ToArray();
    }
}
