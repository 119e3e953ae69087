using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ThreeSpo.Cli.Telemetry;

/// <summary>Sends measurements and spans to a collector of OpenTelemetry, where OTEL_EXPORTER_OTLP_ENDPOINT names one. docs/telemetry.md tells how.</summary>
internal sealed class OtlpExport : IDisposable
{
    /// <summary>The standard's variable that switches it on.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>How long the end of the process waits for each of the two, measurements and spans, to be sent. Unit: ms.</summary>
    private const int FlushMilliseconds = 1000;

    private readonly MeterProvider _meters;
    private readonly TracerProvider _spans;

    private OtlpExport(MeterProvider meters, TracerProvider spans) => (_meters, _spans) = (meters, spans);

    /// <summary>Begins to send; null where no collector is named.</summary>
    /// <param name="endpoint">The collector's address, the value of <see cref="Variable"/>.</param>
    /// <param name="complain">Told in one line why nothing will be sent.</param>
    public static IDisposable? Start(string? endpoint, Action<string> complain)
    {
        if (string.IsNullOrWhiteSpace(endpoint))
            return null;

        if (Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
            return Open(complain);

        complain($"No telemetry: {Variable} is '{endpoint}', but must be an address such as http://localhost:4317.");
        return null;
    }

    /// <summary>Sends what is left, for at most two seconds in all.</summary>
    public void Dispose()
    {
        _meters.Shutdown(FlushMilliseconds);
        _spans.Shutdown(FlushMilliseconds);
        _meters.Dispose();
        _spans.Dispose();
    }

    /// <summary>A method of its own, never put into its caller, so that the packages are loaded here and not before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OtlpExport? Open(Action<string> complain)
    {
        try
        {
            // Later ones win: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES may say otherwise.
            ResourceBuilder resource = ResourceBuilder.CreateEmpty()
                .AddService("3spo", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version!.ToString(3))
                .AddTelemetrySdk().AddEnvironmentVariableDetector();
            return new OtlpExport(
                Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Training.Telemetry.Name).AddOtlpExporter().Build(),
                Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Training.Telemetry.Name).AddOtlpExporter().Build());
        }
        catch (Exception fault)
        {
            // Whatever the packages find wrong with their variables: a run is worth more than the watching of it.
            complain($"No telemetry: {fault.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
