namespace ThreeSpo.Tests.Torch.Text.Templates;

public sealed class ChatTemplateTests
{
    [Theory]
    [MemberData(nameof(JinjaCases.Pieces), MemberType = typeof(JinjaCases))]
    public void A_piece_of_a_template_means_what_it_means_to_jinja2(string template, string written) =>
        Assert.Equal(written, Rendered.Of(template, JinjaCases.Variables).Text);

    [Theory]
    [MemberData(nameof(JinjaCases.Spaces), MemberType = typeof(JinjaCases))]
    public void White_space_around_tags_is_taken_out_as_by_jinja2(string template, string written) =>
        Assert.Equal(written, Rendered.Of(template, "{\"t\": true}").Text);

    [Theory]
    [InlineData("a\n{{ c | zzz }}", "t(2): there is no filter 'zzz' here.")]
    [InlineData("{{ c is zzz }}", "t(1): there is no test 'zzz' here.")]
    [InlineData("{% include 'x' %}", "t(1): there is no statement 'include' here.")]
    [InlineData("{{ c.zzz() }}", "t(1): a text has no 'zzz', and so cannot be called.")]
    [InlineData("{{ c.__class__.x }}", "t(1): a text has no '__class__'.")]
    [InlineData("{{ nope.x }}", "t(1): 'nope' is undefined.")]
    [InlineData("{{ c + 1 }}", "t(1): '+' cannot take a text and a whole number; use '~'")]
    [InlineData("\n\n{% if c %}", "t(3): 'if' is not closed with {% endif %}.")]
    [InlineData("{% for x in c %}{% else %}", "t(1): 'for' is not closed with {% endfor %}.")]
    [InlineData("{% endfor %}", "t(1): there is no statement 'endfor' here.")]
    [InlineData("{% break %}", "t(1): there is no statement 'break' here.")]
    [InlineData("{{ c", "t(1): the tag is not closed with }}.")]
    [InlineData("{{ 'c }}", "t(1): the text is not closed with '.")]
    [InlineData("{# c", "t(1): the comment is not closed with #}.")]
    [InlineData("{{ c ? }}", "t(1): the character '?' has no meaning in a tag.")]
    [InlineData("{{ (c }}", "t(1): found '}', wanted ')'.")]
    [InlineData("{{ c) }}", "t(1): ')' closes nothing.")]
    [InlineData("{{ 1 / 0 }}", "t(1): divides by zero.")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "goes beyond whole numbers of 64 bits.")]
    [InlineData("{% set c.x = 1 %}", "t(1): 'set c.x' wants a namespace, found a text;")]
    [InlineData("{{ c.split('') }}", "wants a separator of at least one character")]
    [InlineData("{{ c | tojson(colour=1) }}", "t(1): the filter 'tojson' takes no value 'colour'.")]
    [InlineData("{{ strftime_now('%Q') }}", "t(1): strftime_now does not know '%Q'.")]
    public void What_cannot_be_done_is_said_in_one_line_with_its_place(string template, string because)
    {
        string message = Assert.Throws<InvalidDataException>(() => Rendered.With(template, "text")).Message;

        Assert.Contains(because, message, StringComparison.Ordinal);
        Assert.EndsWith("put a chat_template.jinja of your own into the model's folder.", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{% set ns = namespace(x='ab') %}{% for i in range(64) %}{% set ns.x = ns.x + ns.x %}{% endfor %}", "steps")]
    [InlineData("{{ 'a' * 9000000000000000000 }}", "characters")]
    [InlineData("{{ c | replace('', c * 1000) | replace('', c * 1000) }}", "characters")]
    [InlineData("{% for i in range(100000) %}{{ c * 1000 }}{% endfor %}", "steps")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "500 deep")]
    [InlineData("{{ range(1000000) }}", "more than 100,000 numbers")]
    [InlineData("{% set ns = namespace(x=[1]) %}{% for i in range(64) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}", "steps")]
    [InlineData("{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(64) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}", "steps")]
    [InlineData("{% set ns = namespace(x=[1]) %}{% for i in range(64) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x | tojson(indent=16) }}", "steps")]
    public void A_template_that_would_never_end_or_fill_the_memory_is_stopped(string template, string because) =>
        Assert.Contains(because, Assert.Throws<InvalidDataException>(() => Rendered.With(template, "text text text")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("not ", "")]
    [InlineData("-", "")]
    [InlineData("1 if 1 else ", "")]
    [InlineData("1 + ", "")]
    [InlineData("1 ~ ", "")]
    [InlineData("1 < ", "")]
    [InlineData("1 and ", "")]
    public void Deep_or_endless_expressions_are_refused_before_they_are_worked_out(string open, string close) =>
        Refused($"{{{{ {Many(open)}1{Many(close)} }}}}");

    [Theory]
    [InlineData("{% if 1 %}", "{% endif %}")]
    [InlineData("{% for x in c %}", "{% endfor %}")]
    [InlineData("{% macro m() %}", "{% endmacro %}")]
    public void Deep_blocks_are_refused(string open, string close) => Refused(Many(open) + Many(close));

    [Theory]
    [InlineData(".x")]
    [InlineData("|trim")]
    [InlineData("[0]")]
    [InlineData("()")]
    public void Endless_chains_are_refused(string link) => Refused($"{{{{ c{Many(link)} }}}}");

    [Fact]
    public void A_template_larger_than_any_is_refused() => Refused(new string(' ', (1 << 20) + 1));

    [Fact]
    public void Threads_may_render_one_template_at_once()
    {
        var template = ThreeSpo.Torch.Text.Templates.ChatTemplate.Read("{% for x in range(n) %}{{ x }},{% endfor %}", "t");
        string[] together = new string[200];
        Parallel.For(0, together.Length, i => together[i] = template.Render([new("n", (long)i)], default).Text);

        Assert.All(together.Index(), one => Assert.Equal(string.Concat(Enumerable.Range(0, one.Index).Select(x => $"{x},")), one.Item));
    }

    private static string Many(string text) => string.Concat(Enumerable.Repeat(text, 20_000));

    private static void Refused(string template)
    {
        string message = Assert.Throws<InvalidDataException>(() => Rendered.With(template, "text")).Message;
        Assert.InRange(message.Length, 20, 500);
    }
}
