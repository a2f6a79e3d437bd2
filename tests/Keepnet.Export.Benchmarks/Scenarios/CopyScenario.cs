using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Reporting;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>What becomes of an answer's bytes, one step at a time, in MB/s of one core.</summary>
internal sealed class CopyScenario : IScenario
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    private readonly byte[] _json = Answer();

    public string Name => "copy";

    public string Description => "The JSON copier in MB/s against Utf8JsonReader merely reading and against a memory copy.";

    public Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var bare = "Utf8JsonReader, reading only";
        (string Name, Action Work)[] steps =
        [
            ("memory copy", CopyMemory),
            (bare, ReadTokens),
            ("JsonScanner: tokens of a stream in chunks, checked", Scan),
            ("EnvelopeIndexer on it: where each element lies", () => Receive(keep: false)),
            ("copier: scanned, indexed, kept, each element copied out", () => Receive(keep: true)),
            ("SHA-256", () => SHA256.HashData(_json)),
        ];
        var speeds = Measure(steps, options);
        var table = new ResultTable($"Copying an answer of {_json.Length / 1_000_000.0:0.0} MB", "step", "MB/s", "of the bare reader (median of rounds)");
        foreach (var (name, _) in steps)
        {
            table.Add(name, Median.Of(speeds[name]), Median.Of(speeds[name].Zip(speeds[bare], (own, reader) => own / reader)));
        }

        return Task.FromResult<IReadOnlyList<ResultTable>>([table]);
    }

    private Dictionary<string, List<double>> Measure((string Name, Action Work)[] steps, ScenarioOptions options)
    {
        var speeds = steps.ToDictionary(step => step.Name, _ => new List<double>());
        for (var round = 0; round <= (options.Rounds ?? 7); round++)
        {
            foreach (var (name, work) in steps)
            {
                var speed = MegabytesPerSecond(work);

                // The first round is for the compiler.
                if (round > 0)
                {
                    speeds[name].Add(speed);
                }
            }
        }

        return speeds;
    }

    private double MegabytesPerSecond(Action work)
    {
        var watch = Stopwatch.StartNew();
        var times = 0;
        for (; watch.Elapsed < Shortest; times++)
        {
            work();
        }

        return _json.Length * (double)times / watch.Elapsed.TotalSeconds / 1_000_000;
    }

    private void CopyMemory()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(_json.Length);
        _json.CopyTo(buffer, 0);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void ReadTokens()
    {
        var reader = new Utf8JsonReader(_json);
        while (reader.Read())
        {
        }
    }

    private void Scan() => Scan(_ => { }, _ => { });

    private void Receive(bool keep)
    {
        using var spool = new Spool(directory: null);
        var indexer = new EnvelopeIndexer(int.MaxValue);
        Scan(chunk => KeepIf(keep, spool, chunk), indexer.Accept);
        foreach (var item in keep ? indexer.Envelope.Items : [])
        {
            JsonCopier.CopyAsync(spool, item, Stream.Null, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    private static void KeepIf(bool keep, Spool spool, ReadOnlyMemory<byte> chunk)
    {
        if (keep)
        {
            spool.Write(chunk.Span);
        }
    }

    private void Scan(Action<ReadOnlyMemory<byte>> onChunk, Action<JsonScanner> onToken)
    {
        using var scanner = new JsonScanner(bufferSize: ChunkBytes);
        for (var offset = 0; offset < _json.Length; offset += ChunkBytes)
        {
            var chunk = _json.AsMemory(offset, Math.Min(ChunkBytes, _json.Length - offset));
            onChunk(chunk);
            scanner.Append(chunk.Span);
            while (scanner.TryRead())
            {
                onToken(scanner);
            }
        }
    }

    // One batch of ten typical widgets.
    private static byte[] Answer()
    {
        var bodies = new TenantBodies(TenantShape.Typical(companies: 1, latency: 0));
        using var answer = new MemoryStream();
        answer.Write("{\"data\":"u8);
        foreach (var part in bodies.Widgets(1, [.. Enumerable.Range(0, 10).Select(WidgetText.WidgetId)]))
        {
            answer.Write(part.Span);
        }

        answer.Write(",\"status\":\"SUCCESS\",\"message\":null,\"validationMessages\":null}"u8);
        return answer.ToArray();
    }
}
