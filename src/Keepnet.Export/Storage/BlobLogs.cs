using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Keepnet.Export.Storage;

/// <summary>
/// Appends to append blobs. Azure keeps a block whole and in order; a retry after an answer that got lost may write
/// a line twice, which readers of logs tolerate.
/// </summary>
internal sealed class BlobLogs(BlobContainerClient container)
{
    private readonly ConcurrentDictionary<string, int> _parts = new(StringComparer.Ordinal);

    /// <summary>Appends to the first part of the log that has room. Always true.</summary>
    public async Task<bool> AppendAsync(string path, byte[] line, CancellationToken cancellationToken)
    {
        var part = _parts.GetValueOrDefault(path, 1);
        while (!await TryAppendAsync(PartPath(path, part), line, cancellationToken))
        {
            // An append blob takes 50,000 blocks, and a line is a block.
            part++;
            _parts[path] = part;
        }

        return true;
    }

    private static string PartPath(string path, int part)
    {
        var extension = Path.GetExtension(path);
        return part == 1 ? path : path[..^extension.Length] + part.ToString("'-'000", CultureInfo.InvariantCulture) + extension;
    }

    private async Task<bool> TryAppendAsync(string path, byte[] line, CancellationToken cancellationToken)
    {
        var blob = container.GetAppendBlobClient(path);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var block = new MemoryStream(line, writable: false);
                await blob.AppendBlockAsync(block, cancellationToken: cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.Is(BlobErrorCode.BlobNotFound) && attempt < 3)
            {
                await CreateAsync(blob, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Is(BlobErrorCode.BlockCountExceedsLimit))
            {
                return false;
            }
        }
    }

    private static async Task CreateAsync(AppendBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.CreateAsync(
                new AppendBlobCreateOptions
                {
                    HttpHeaders = BlobUpload.Headers(blob.Name),
                    Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Is(BlobErrorCode.BlobAlreadyExists))
        {
            // Somebody else was faster.
        }
    }
}
