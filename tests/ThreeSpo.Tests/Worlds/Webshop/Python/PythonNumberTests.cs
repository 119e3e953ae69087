using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Python;

public sealed class PythonNumberTests
{
    [Theory]
    [InlineData(59.5, "59.5")]
    [InlineData(100, "100.0")]
    [InlineData(0, "0.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(-1234.5678, "-1234.5678")]
    [InlineData(9007199254740993, "9007199254740992.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void Numbers_are_written_as_python_writes_them(double value, string written) => Assert.Equal(written, PythonNumber.Of(value));

    [Fact]
    public void Texts_are_ordered_by_code_points()
    {
        string[] texts = ["\U0001F600", "\uFF01", "b", "a\u0301", "a", ""];
        Array.Sort(texts, CodePointOrder.Instance);
        Assert.Equal(["", "a", "a\u0301", "b", "\uFF01", "\U0001F600"], texts);
    }
}
