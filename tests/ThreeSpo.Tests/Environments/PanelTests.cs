using ThreeSpo.Environments;

namespace ThreeSpo.Tests.Environments;

public sealed class PanelTests
{
    private static readonly TaskInstance A = new("a", "kind");
    private static readonly TaskInstance B = new("b", "kind");

    [Fact]
    public void A_hash_is_twelve_hexadecimal_digits_and_depends_on_nothing_but_ids_contents_and_order()
    {
        string hash = Hash([A, B], ["1", "2"]);

        Assert.Matches("^[0-9a-f]{12}$", hash);
        Assert.Equal(hash, new Panel("another name", [A with { Kind = "another kind" }, B], ["1", "2"]).Hash);
    }

    [Fact]
    public void A_hash_changes_with_a_tasks_content() => Assert.NotEqual(Hash([A, B], ["1", "2"]), Hash([A, B], ["1", "3"]));

    [Fact]
    public void A_hash_changes_with_a_tasks_id() => Assert.NotEqual(Hash([A, A], ["1", "2"]), Hash([A, B], ["1", "2"]));

    [Fact]
    public void A_hash_changes_with_the_order() => Assert.NotEqual(Hash([A, B], ["1", "1"]), Hash([B, A], ["1", "1"]));

    [Fact]
    public void A_hash_changes_with_the_number_of_tasks() => Assert.NotEqual(Hash([A], ["1"]), Hash([A, A], ["1", "1"]));

    [Fact]
    public void Every_task_needs_a_fingerprint()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Hash([A, B], ["1"]));

        Assert.Contains("1 for 2 tasks", fault.Message, StringComparison.Ordinal);
    }

    private static string Hash(TaskInstance[] tasks, string[] fingerprints) => new Panel("panel", tasks, fingerprints).Hash;
}
