using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using ThreeSpo.Cli.Telemetry;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Cli.Telemetry;

public sealed partial class OtlpExportTests
{
    [Fact]
    public async Task A_collector_is_sent_the_figures_and_the_spans_of_a_run()
    {
        await using var collector = new OtlpReceiver();
        using var folder = new TemporaryFolder();
        Program3spo.Outcome outcome = await TrainAsync(folder, collector.Endpoint, "--json");

        Assert.Equal(0, outcome.Code);
        JsonElement result = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("3spo", collector.Resource()["service.name"]);
        Assert.Equal(result.GetProperty("actions").GetInt64(), Sum(collector, "threespo.actions", "{action}"));
        Assert.Equal(result.GetProperty("trajectories").GetInt64(), Sum(collector, "threespo.trajectories", "{trajectory}"));
        Assert.Equal(result.GetProperty("after").GetDouble(), Level(collector, "threespo.evaluation", "1"));
        Assert.Contains(collector.Metrics(), metric => (metric.Name, metric.Unit) == ("threespo.iteration_duration", "s"));

        (string Name, string Id, string Parent)[] spans = [.. collector.Spans()];
        string run = Assert.Single(spans, span => span.Name == "run").Id;
        Assert.Equal(result.GetProperty("iterations").GetInt32(), spans.Count(span => span.Name == "iteration"));
        Assert.Equal(2, spans.Count(span => span.Name == "evaluation"));
        Assert.All(spans.Where(span => span.Name != "run"), span => Assert.Equal(run, span.Parent));
    }

    [Fact]
    public async Task The_standards_own_name_for_a_service_goes_before_ours()
    {
        await using var collector = new OtlpReceiver();
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string>
        {
            [OtlpExport.Variable] = collector.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "mine",
        };
        await Program3spo.RunWithAsync(variables, null, "train", "world=corridor", "actions=600", $"out={folder.Path}");

        Assert.Equal("mine", collector.Resource()["service.name"]);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        Program3spo.Outcome without = await TrainAsync(folder, endpoint: "");
        long began = TimeProvider.System.GetTimestamp();
        Program3spo.Outcome with = await TrainAsync(folder, OtlpReceiver.NobodysEndpoint());

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 9);
        Assert.Equal((0, ""), (with.Code, with.Errors));
        Assert.Equal(Duration().Replace(without.Output, "_"), Duration().Replace(with.Output, "_"));
        Assert.Equal(File.ReadAllBytes(folder.File("a/policy.light")), File.ReadAllBytes(folder.File("b/policy.light")));
    }

    [Fact]
    public async Task A_collector_that_never_answers_holds_the_end_up_for_two_seconds_at_most()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var folder = new TemporaryFolder();
        long began = TimeProvider.System.GetTimestamp();
        Program3spo.Outcome outcome = await TrainAsync(folder, $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");

        // The program itself takes half a second; the rest is for a busy machine. The packages alone would wait ten.
        Assert.Equal((0, ""), (outcome.Code, outcome.Errors));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 9);
    }

    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("nowhere")]
    public void An_endpoint_that_is_no_address_is_one_clear_line(string endpoint)
    {
        List<string> lines = [];

        Assert.Null(OtlpExport.Start(endpoint, lines.Add));
        Assert.Contains($"is '{endpoint}', but must be an address", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Where_no_collector_is_named_none_of_its_packages_is_loaded(string? endpoint)
    {
        Assert.Null(OtlpExport.Start(endpoint, Assert.Fail));
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), one => one.GetName().Name!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }

    /// <summary>Trains in the corridor, in the folder a or, where a collector is named, b.</summary>
    private static Task<Program3spo.Outcome> TrainAsync(TemporaryFolder folder, string endpoint, params string[] more) =>
        Program3spo.RunWithAsync(
            new Dictionary<string, string> { [OtlpExport.Variable] = endpoint, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
            null, ["train", "world=corridor", "actions=600", $"out={folder.Path}", endpoint.Length == 0 ? "name=a" : "name=b", .. more]);

    /// <summary>Metric.sum = 7, Sum.data_points = 1, NumberDataPoint.as_int = 6: cumulative, so the last one counts.</summary>
    private static long Sum(OtlpReceiver collector, string name, string unit) =>
        (long)WireField.At(collector.Metrics().Last(metric => (metric.Name, metric.Unit) == (name, unit)).Fields, 7, 1, 6).Single().Bits;

    /// <summary>Metric.gauge = 5, Gauge.data_points = 1, NumberDataPoint.as_double = 4.</summary>
    private static double Level(OtlpReceiver collector, string name, string unit) =>
        WireField.At(collector.Metrics().Last(metric => (metric.Name, metric.Unit) == (name, unit)).Fields, 5, 1, 4).Single().Double;

    [GeneratedRegex(@"[0-9.]+ s;|/[ab]\b")]
    private static partial Regex Duration();
}
