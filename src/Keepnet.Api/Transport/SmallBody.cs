using System.Buffers;
using System.Text;
using Keepnet.Api.Json;

namespace Keepnet.Api.Transport;

/// <summary>Reads bodies that are looked at as a whole: error answers and tokens. Longer ones are cut.</summary>
internal static class SmallBody
{
    private const int MaxBytes = 256 * 1024;

    public static async Task<byte[]> ReadAsync(HttpContent content, TryDeadline deadline)
    {
        await using var body = await content.ReadAsStreamAsync(deadline.Token);
        var bytes = ArrayPool<byte>.Shared.Rent(MaxBytes);
        try
        {
            var length = 0;
            for (int count; length < MaxBytes && (count = await body.ReadBodyAsync(bytes.AsMemory(length, MaxBytes - length), deadline.Token)) > 0;)
            {
                deadline.Progress();
                length += count;
            }

            return new ContentDecoder(content.Headers.ContentType?.CharSet).Decode(bytes.AsSpan(0, length), isLast: true).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Reads what the body of an error answer says; empty when it is no JSON or does not arrive.</summary>
    public static async Task<Envelope> ReadErrorAsync(HttpContent content, TryDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return ReadEnvelope(await ReadAsync(content, deadline));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException or DecoderFallbackException)
        {
            // The status has arrived and decides; the words are a help only.
            return Envelope.Empty;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Envelope.Empty;
        }
    }

    private static Envelope ReadEnvelope(byte[] json)
    {
        using var scanner = new JsonScanner(bufferSize: Math.Max(json.Length, 1));
        scanner.Append(json);
        scanner.Complete();
        var indexer = new EnvelopeIndexer(int.MaxValue);
        try
        {
            while (scanner.TryRead())
            {
                indexer.Accept(scanner);
            }
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or JsonLimitException)
        {
            // What was understood so far may still help.
        }

        return indexer.Envelope;
    }
}
