using System.Security.Cryptography;
using System.Text;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Requests;

/// <summary>
/// Remembers which run a key stands for. The key is taken before the run is planned, so that two requests with one key never
/// make two runs, and given back when planning fails, so that the next try is a fresh one.
/// </summary>
internal sealed class IdempotencyKeys(IExportStore store, TimeProvider time)
{
    /// <summary>The run of the key: <paramref name="runId"/> if the key is new.</summary>
    /// <exception cref="RequestException">The key was used for another request.</exception>
    public async Task<IdempotencyMarker> TakeAsync(string key, string request, string runId, CancellationToken cancellationToken)
    {
        var marker = new IdempotencyMarker { RunId = runId, RequestSha256 = Hash(request), CreatedAt = time.GetUtcNow() };
        while (!await store.TryCreateAsync(PathOf(key), ExportJson.Document(marker), cancellationToken))
        {
            if (await store.TryReadAsync(PathOf(key), cancellationToken) is { } file)
            {
                return SameRequest(ExportJson.Read<IdempotencyMarker>(file.Content.Span), marker.RequestSha256);
            }
        }

        return marker;
    }

    public Task GiveBackAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(PathOf(key), cancellationToken);

    private static IdempotencyMarker SameRequest(IdempotencyMarker marker, string requestSha256) => marker.RequestSha256 == requestSha256
        ? marker
        : throw new RequestException(422, ProblemCodes.IdempotencyKeyReused, "This Idempotency-Key was used for another request; take a new key for each new request.");

    // Keys are hashed because they are the caller's own: any text, and none of the store's business.
    private static string PathOf(string key) => StorePaths.Request(Hash(key));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
