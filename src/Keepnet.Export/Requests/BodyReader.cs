using System.Net.Http.Headers;
using System.Text.Json;

namespace Keepnet.Export.Requests;

/// <summary>Reads an optional JSON body within its limits.</summary>
internal static class BodyReader
{
    // The deepest body of ours is an object in an object.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The body's object; null when there is no body, or nothing but white space.</summary>
    /// <exception cref="RequestException">Too large, of another type, not JSON or not an object.</exception>
    public static async Task<JsonDocument?> ReadAsync(RequestBody body, CancellationToken cancellationToken)
    {
        var content = await ReceiveAsync(body.Content, cancellationToken);
        if (IsBlank(content.Span))
        {
            return null;
        }

        RequireJson(body.ContentType);
        return Parse(content);
    }

    private static async Task<ReadOnlyMemory<byte>> ReceiveAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadBytesAsync(content, cancellationToken);
        }
        catch (IOException)
        {
            throw RequestException.Invalid("The body could not be received: it was cut off, too slow or badly framed.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[RequestBody.MaxBytes + 1];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= RequestBody.MaxBytes
            ? buffer.AsMemory(0, length)
            : throw new RequestException(413, ProblemCodes.PayloadTooLarge, $"The body may have {RequestBody.MaxBytes} bytes at most.");
    }

    private static bool IsBlank(ReadOnlySpan<byte> content) => content.TrimStart(" \t\r\n"u8).IsEmpty;

    private static void RequireJson(string? contentType)
    {
        var isJson = MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType is { } name
            && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            throw new RequestException(415, ProblemCodes.UnsupportedMediaType, "The body must be JSON in UTF-8; send it with the header Content-Type: application/json.");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> content)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(content, Strict);
        }
        catch (JsonException exception) when (exception.LineNumber is null)
        {
            throw RequestException.Invalid("The body has a field twice.");
        }
        catch (JsonException exception)
        {
            throw RequestException.Invalid($"The body is not usable JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            throw RequestException.Invalid("The body is not usable JSON: the name of a field is no Unicode text.");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw RequestException.Invalid("The body must be a JSON object, for example {\"period\":\"LastMonth\"}.");
    }
}
