using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Simulator;

/// <summary>Writes an answer to the wire: compressed when the client accepts it, streamed when it is large.</summary>
internal static class AnswerWriter
{
    private const int CompressionThreshold = 1024;
    private const int StreamingThreshold = 4 * 1024 * 1024;
    private const int SlowPieces = 6;

    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(25);

    public static async Task WriteAsync(HttpContext context, Answer answer)
    {
        if (answer.Delivery is Delivery.Reset)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.RetryAfter is not null)
            context.Response.Headers.RetryAfter = answer.RetryAfter;
        if (answer.Location is not null)
            context.Response.Headers.Location = answer.Location;
        await WriteBodyAsync(context, answer);
    }

    private static async Task WriteBodyAsync(HttpContext context, Answer answer)
    {
        using var pieces = answer.Content.Pieces().GetEnumerator();
        var buffer = new MemoryStream();
        buffer.Write(answer.Encoding.GetPreamble());
        while (buffer.Length < StreamingThreshold)
        {
            if (!pieces.MoveNext())
            {
                await DeliverAsync(context, await CompressAsync(context, buffer), answer.Delivery);
                return;
            }
            buffer.Write(answer.Encoding.GetBytes(pieces.Current));
        }
        await StreamAsync(context, buffer, pieces, answer);
    }

    /// <summary>What is already buffered, then the rest piece by piece.</summary>
    private static async Task StreamAsync(
        HttpContext context, MemoryStream buffer, IEnumerator<string> pieces, Answer answer)
    {
        var encoding = AcceptedEncoding(context);
        await using var body = Encoder(context.Response.Body, encoding);
        if (encoding is not null)
            context.Response.Headers.ContentEncoding = encoding;

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
        if (answer.Delivery is Delivery.Cut or Delivery.CutChunked)
        {
            await body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        while (pieces.MoveNext())
            await body.WriteAsync(answer.Encoding.GetBytes(pieces.Current), context.RequestAborted);
    }

    private static async Task<byte[]> CompressAsync(HttpContext context, MemoryStream buffer)
    {
        if (buffer.Length <= CompressionThreshold || AcceptedEncoding(context) is not { } encoding)
            return buffer.ToArray();
        context.Response.Headers.ContentEncoding = encoding;
        using var compressed = new MemoryStream();
        await using (var encoder = Encoder(compressed, encoding))
            await encoder.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
        return compressed.ToArray();
    }

    private static async Task DeliverAsync(HttpContext context, byte[] body, Delivery delivery)
    {
        if (delivery is not Delivery.CutChunked)
            context.Response.ContentLength = body.Length;
        if (delivery is Delivery.Slow)
            await DribbleAsync(context, body);
        else if (delivery is Delivery.Whole)
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        else
            await CutAsync(context, body);
    }

    private static async Task CutAsync(HttpContext context, byte[] body)
    {
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static async Task DribbleAsync(HttpContext context, byte[] body)
    {
        foreach (var piece in body.Chunk(Math.Max(1, body.Length / SlowPieces)))
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Pace.WaitAsync(SlowPause, context.RequestAborted);
        }
    }

    private static string? AcceptedEncoding(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        if (accepted.Contains("br", StringComparison.OrdinalIgnoreCase))
            return "br";
        return accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip" : null;
    }

    private static Stream Encoder(Stream target, string? encoding) => encoding switch
    {
        "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
        "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
        _ => new BufferedStream(target),
    };
}
