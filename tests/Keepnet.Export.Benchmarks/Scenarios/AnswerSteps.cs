using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Isolation;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>An answer with ten typical widgets, and what an export does with it, step by step.</summary>
internal sealed class AnswerSteps
{
    private const int ChunkBytes = 64 * 1024;

    private readonly byte[] _json = Answer();
    private readonly MemoryJsonSource _source;
    private readonly List<JsonItem> _widgets;

    public AnswerSteps()
    {
        var indexer = new EnvelopeIndexer(int.MaxValue);
        Scan(_ => { }, indexer.Accept, EnvelopeIndexer.DeepestLook);
        (_source, _widgets) = (new MemoryJsonSource(_json), indexer.Envelope.Items);
    }

    public int Length => _json.Length;

    /// <summary>Bytes of the lines it is flattened to.</summary>
    public long FlattenedLength => Flatten(_source, _widgets);

    public void CopyMemory()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(_json.Length);
        _json.CopyTo(buffer, 0);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    public void ReadTokens()
    {
        var reader = new Utf8JsonReader(_json);
        while (reader.Read())
        {
        }
    }

    public void Scan() => Scan(_ => { }, _ => { });

    public void CopyElements() => CopyElements((_, _) => { });

    public void CopyAndFlatten() => CopyElements((source, widgets) => Flatten(source, widgets));

    public void Hash() => SHA256.HashData(_json);

    public void Fingerprint() => _widgets.ForEach(widget => FingerprintReader.Read("", _source, widget, EvidenceKind.Figures, names: null));

    public void HashContent() => _widgets.ForEach(widget => ContentHash.Of(_source, widget));

    public void ObserveDrift()
    {
        var observer = new DriftObserver();
        _widgets.ForEach(widget => observer.ObserveWidget(_source, widget));
    }

    public void Flatten() => Flatten(_source, _widgets);

    private static long Flatten(IJsonSource source, List<JsonItem> widgets)
    {
        var context = new FlatteningContext
        {
            RunId = "20260101T000000Z-cli",
            CompanyId = "c0000000001",
            Period = ReportPeriod.Default,
            RequestedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Dates = new DateReader("DD/MM/YYYY"),
        };
        var lines = new NoLines();
        var flattener = new WidgetFlattener(context, lines, lines, _ => { });
        widgets.ForEach(widget => flattener.FlattenWidgetAsync(source, widget, CancellationToken.None).GetAwaiter().GetResult());
        return lines.Bytes;
    }

    private void CopyElements(Action<IJsonSource, List<JsonItem>> andThen)
    {
        using var spool = new Spool(directory: null);
        var indexer = new EnvelopeIndexer(int.MaxValue);
        Scan(chunk => spool.Write(chunk.Span), indexer.Accept, EnvelopeIndexer.DeepestLook);
        foreach (var item in indexer.Envelope.Items)
        {
            JsonCopier.CopyAsync(spool, item, Stream.Null, CancellationToken.None).GetAwaiter().GetResult();
        }

        andThen(spool, indexer.Envelope.Items);
    }

    private void Scan(Action<ReadOnlyMemory<byte>> onChunk, Action<JsonScanner> onToken, int deepest = int.MaxValue)
    {
        using var scanner = new JsonScanner(bufferSize: ChunkBytes, deepest: deepest);
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
