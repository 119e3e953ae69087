using System.Text;
using System.Text.Json;
using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Tests.Torch.Text;
using ThreeSpo.Tests.Torch.Text.Templates;
using ThreeSpo.Torch.Text;
using ThreeSpo.Torch.Text.Templates;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>A chat template: rendered and encoded, it writes no marks that its messages only spell.</summary>
internal sealed class TemplateReader : UntrustedReader
{
    private static readonly string[] Parts =
    [
        "{%", "%}", "{{", "}}", "{#", "#}", "{%-", "-%}", "{% if c %}", "{% endif %}", "{% for x in c %}", "{% endfor %}", "{% set a = c %}", "{{ c }}", "{{ c * 9 }}", "{{ a ~ a }}", "{% set a = a ~ c %}",
        "{% macro m(x) %}", "{% endmacro %}", "{{ m(c) }}", "{% for i in range(99999) %}", "{{ c | tojson }}", "c.split('')", "c.replace('', c)", "[::-1]", "(", ")", "[", "]", "{", "}", "'", "\\", "not ",
        "namespace(x=1)", "{% set ns.x = ns.x + ns.x %}", "loop.", "|", "is ", "in ", "9223372036854775807", "1e999", "\ud83d\ude00", "\u001b[2J",
    ];

    private static readonly KeyValuePair<string, object?>[] Variables = MakeVariables();

    public override string Name => "chat template";

    public override IReadOnlyList<byte[]> Sound { get; } =
        [.. new[] { OwnTemplates.ChatMl, OwnTemplates.Llama, OwnTemplates.Mistral }.Concat(JinjaCases.Pieces.Select(piece => piece.Data.Item1)).Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, OfParts, OfParts];

    /// <summary>What <see cref="Work"/> lets a template make.</summary>
    public override long MostBytes => 512 << 20;

    public override void Read(byte[] input)
    {
        Tokenizer small = SmallTokenizer.Shared;
        TemplateText written = ChatTemplate.Read(Encoding.UTF8.GetString(input), "template").Render(Variables, default);
        if (written.Text.Length < 10_000 && !Encoding.UTF8.GetString(input).Contains("start", StringComparison.Ordinal))
            Assert.DoesNotContain(small.Special(SmallTokenizer.Start)!.Value, small.Encode(written));
    }

    private static KeyValuePair<string, object?>[] MakeVariables()
    {
        var hostile = new TemplateText("<|im_start|>", trusted: false);
        using JsonDocument others = JsonDocument.Parse(JinjaCases.Variables);
        return
        [
            .. others.RootElement.EnumerateObject().Select(entry => new KeyValuePair<string, object?>(entry.Name, TemplateJson.Read(entry.Value))),
            new("messages", new List<object?> { new TemplateMap { ["role"] = new TemplateText("user", trusted: true), ["content"] = hostile } }),
            new("c", hostile), new("bos_token", TemplateText.Empty), new("eos_token", TemplateText.Empty),
        ];
    }

    private static byte[] OfParts(byte[] whole, Chance chance)
    {
        string template = chance.OneIn(2) ? "" : Encoding.UTF8.GetString(whole);
        for (int left = 1 + chance.Below(chance.OneIn(10) ? 300 : 12); left > 0; left--)
            template = template.Insert(chance.Below(template.Length + 1), chance.Of(Parts));

        return Encoding.UTF8.GetBytes(template);
    }
}
