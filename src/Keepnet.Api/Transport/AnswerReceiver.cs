using System.Buffers;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Api.Transport;

/// <summary>Receives the body of a successful answer in one pass: kept, checked and indexed at the same time, whatever its size.</summary>
internal sealed class AnswerReceiver(KeepnetApiOptions options)
{
    private const int ChunkBytes = 64 * 1024;

    /// <exception cref="JsonException">The body is cut off or no JSON.</exception>
    /// <exception cref="JsonLimitException">It exceeds a limit.</exception>
    /// <exception cref="SpoolException">It cannot be kept.</exception>
    public async Task<ReceivedAnswer> ReceiveAsync(HttpContent content, TryDeadline deadline)
    {
        var spool = new Spool(options.SpoolDirectory);
        try
        {
            return new ReceivedAnswer(spool, await ReceiveAsync(content, spool, deadline));
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    private async Task<Envelope?> ReceiveAsync(HttpContent content, Spool spool, TryDeadline deadline)
    {
        using var reading = new Reading(spool, new ContentDecoder(content.Headers.ContentType?.CharSet), options);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            await using var body = await content.ReadAsStreamAsync(deadline.Token);
            var received = 0L;
            for (int count; (count = await body.ReadBodyAsync(buffer.AsMemory(0, ChunkBytes), deadline.Token)) > 0;)
            {
                deadline.Progress();
                received += count;
                reading.Accept(buffer.AsSpan(0, count), isLast: false);
            }

            ThrowIfCut(content, received);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        reading.Accept([], isLast: true);
        return reading.HasContent ? reading.Envelope : null;
    }

    private static void ThrowIfCut(HttpContent content, long received)
    {
        // The length says nothing of a body that a decompressing handler has unpacked; such a handler removes the header.
        if (content.Headers.ContentLength is { } announced && announced != received && content.Headers.ContentEncoding.Count == 0)
        {
            throw new JsonException($"The answer has {received} bytes instead of {announced}.");
        }
    }

    /// <summary>The state of one body under way.</summary>
    private sealed class Reading(Spool spool, ContentDecoder decoder, KeepnetApiOptions options) : IDisposable
    {
        private readonly JsonScanner _scanner = new(options.MaxJsonDepth, bufferSize: ChunkBytes, deepest: EnvelopeIndexer.DeepestLook);
        private readonly EnvelopeIndexer _indexer = new(options.MaxItems);
        private long _encodedBytes;

        public bool HasContent { get; private set; }

        public Envelope Envelope => _indexer.Envelope;

        public void Accept(ReadOnlySpan<byte> encoded, bool isLast)
        {
            _encodedBytes += encoded.Length;
            var bytes = decoder.Decode(encoded, isLast);
            if (Math.Max(_encodedBytes, spool.Length + bytes.Length) > options.MaxResponseBytes)
            {
                throw new JsonLimitException($"The answer is larger than {options.MaxResponseBytes} bytes", JsonLimit.Bytes);
            }

            HasContent = HasContent || bytes.ContainsAnyExcept(" \t\r\n"u8);
            spool.Write(bytes);
            _scanner.Append(bytes);
            if (isLast)
            {
                _scanner.Complete();
            }

            while (HasContent && _scanner.TryRead())
            {
                _indexer.Accept(_scanner);
            }
        }

        public void Dispose() => _scanner.Dispose();
    }
}
