using Azure;
using Azure.Storage.Blobs.Models;

namespace Keepnet.Export.Storage;

internal static class BlobErrors
{
    /// <summary>The service's code. The client finds it in a body only, and the answer to a HEAD call has none.</summary>
    public static string? Code(this RequestFailedException failure)
        => failure.ErrorCode is { Length: > 0 } code ? code
            : failure.GetRawResponse() is { } answer && answer.Headers.TryGetValue("x-ms-error-code", out var header) ? header
            : null;

    public static bool Is(this RequestFailedException failure, BlobErrorCode code) => failure.Code() == code.ToString();
}
