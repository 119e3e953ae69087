using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Random;

public sealed class PythonRandomTests
{
    [Fact]
    public void Every_kind_of_draw_equals_pythons()
    {
        foreach (JsonElement one in WebshopGolden.Lines("python_random.jsonl"))
        {
            long seed = one.GetProperty("seed").GetInt64();
            PythonRandom random = new(seed);

            Assert.Equal(one.Numbers("random"), Drawn(5, random.Random));
            Assert.Equal(one.Numbers("uniform_3_17"), Drawn(3, () => random.Uniform(3, 17)));
            foreach (JsonElement pair in one.GetProperty("sample2of4").EnumerateArray())
                Assert.Equal(pair.EnumerateArray().Select(value => value.GetDouble()), Sampled(random, 4, 2).Select(place => 10.0 * (place + 1)));

            int[] shuffled = [.. Enumerable.Range(0, 20)];
            random.Shuffle<int>(shuffled);
            Assert.Equal(one.Wholes("shuffle20"), shuffled);

            int[] letters = new int[10];
            random.Choices(26, letters);
            Assert.Equal(one.Text("choices_az10"), string.Concat(letters.Select(place => (char)('a' + place))));
            Assert.Equal(one.Wholes("sample50of1000"), Sampled(random, 1000, 50));
        }
    }

    [Fact]
    public void A_seed_and_its_negative_start_the_same_stream()
    {
        Assert.Equal(new PythonRandom(77).Random(), new PythonRandom(-77).Random());
        Assert.Equal(new PythonRandom(long.MinValue).Random(), new PythonRandom(long.MinValue).Random());
        Assert.NotEqual(new PythonRandom(77).Random(), new PythonRandom(78).Random());
    }

    [Theory]
    [InlineData(21, 3)] // copied, at the largest size that is
    [InlineData(22, 3)] // drawn again
    [InlineData(85, 6)]
    [InlineData(86, 6)]
    [InlineData(5, 5)]
    public void A_sample_holds_distinct_numbers_below_the_bound(int count, int size)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            int[] sample = Sampled(new PythonRandom(seed), count, size);
            Assert.Equal(size, sample.Distinct().Count());
            Assert.All(sample, one => Assert.InRange(one, 0, count - 1));
        }
    }

    [Fact]
    public void A_sample_larger_than_what_there_is_is_refused()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Sampled(new PythonRandom(1), 3, 4));
        Assert.Contains("A sample of 4 was wanted from 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_32_bits_are_two_words_the_first_one_low()
    {
        PythonRandom words = new(5);
        ulong low = words.Bits(32);
        ulong high = words.Bits(8);
        Assert.Equal(low | (high << 32), new PythonRandom(5).Bits(40));
        Assert.Equal(0UL, words.Bits(0));
    }

    private static double[] Drawn(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static int[] Sampled(PythonRandom random, int count, int size)
    {
        int[] sample = new int[size];
        random.Sample(count, sample);
        return sample;
    }
}
