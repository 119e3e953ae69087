using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Cli.Telemetry;

/// <summary>A collector on this machine: takes OTLP over HTTP, and keeps what it was sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _messages = [];
    private readonly HttpListener _listener;
    private readonly Task _serving;

    public OtlpReceiver()
    {
        (_listener, Endpoint) = Listen();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint { get; }

    /// <summary>An address of this machine at which nobody listens.</summary>
    public static string NobodysEndpoint()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    /// <summary>The metrics that came: name, unit, and the fields of opentelemetry.proto.metrics.v1.Metric.</summary>
    public IEnumerable<(string Name, string Unit, IReadOnlyList<WireField> Fields)> Metrics() =>
        Sent("/v1/metrics", 1, 2, 2).Select(metric => (Text(metric, 1), Text(metric, 3), metric.Fields));

    /// <summary>The spans that came: name, and the ids of itself and its parent.</summary>
    public IEnumerable<(string Name, string Id, string Parent)> Spans() =>
        Sent("/v1/traces", 1, 2, 2).Select(span => (Text(span, 5), Hex(span, 2), Hex(span, 4)));

    /// <summary>What the sender said of itself, by key.</summary>
    public IReadOnlyDictionary<string, string> Resource() =>
        Sent("/v1/metrics", 1, 1, 1).DistinctBy(one => Text(one, 1)).ToDictionary(one => Text(one, 1), one => Text(WireField.At(one.Fields, 2).Single(), 1));

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private IEnumerable<WireField> Sent(string path, params int[] fields) =>
        _messages.Where(message => message.Path == path).SelectMany(message => WireField.At(WireField.Read(message.Body), fields));

    private static string Text(WireField message, int field) => WireField.At(message.Fields, field).SingleOrDefault()?.Text ?? "";

    private static string Hex(WireField message, int field) =>
        Convert.ToHexStringLower(WireField.At(message.Fields, field).SingleOrDefault()?.Bytes ?? []);

    /// <summary>A port that was free a moment ago may be taken by another test now: then there are more.</summary>
    private static (HttpListener Listener, string Endpoint) Listen()
    {
        for (int attempt = 1; ; attempt++)
        {
            string endpoint = NobodysEndpoint();
            var listener = new HttpListener { Prefixes = { endpoint + "/" } };
            try
            {
                listener.Start();
                return (listener, endpoint);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _messages.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
