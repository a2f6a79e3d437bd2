using System.Buffers.Binary;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Keepnet.Export.Storage;

/// <summary>
/// One write of one blob. It signs the blob with an id: when a try seems to have failed but had not, the next one
/// finds a blob there, and the id tells that it is this write's own.
/// </summary>
internal sealed class BlobUpload(BlockBlobClient blob)
{
    private const string WriteId = "writeid";

    private readonly Guid _id = Guid.NewGuid();

    public static BlobRequestConditions WhereNoneIs => new() { IfNoneMatch = ETag.All };

    /// <summary>Whether it takes the place of whatever is there; otherwise it wants the place empty.</summary>
    public bool Replaces { get; init; }

    /// <summary>Of a write that may take several calls.</summary>
    public BlobRequestConditions Conditions => Replaces ? new BlobRequestConditions() : WhereNoneIs;

    /// <summary>Writes a whole small blob in one call. False when the condition does not hold.</summary>
    public Task<bool> TryPutAsync(ReadOnlyMemory<byte> content, BlobRequestConditions conditions, CancellationToken cancellationToken)
        => UnlessConflictAsync(
            () => blob.UploadAsync(
                BinaryData.FromBytes(content).ToStream(),
                new BlobUploadOptions { HttpHeaders = Headers(blob.Name), Metadata = Signature(), Conditions = conditions },
                cancellationToken),
            cancellationToken);

    /// <summary>Sends a block, which nobody sees until the list of blocks is committed.</summary>
    public async Task StageAsync(int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => await blob.StageBlockAsync(BlockId(number), BinaryData.FromBytes(content).ToStream(), cancellationToken: cancellationToken);

    /// <summary>
    /// Makes the blob of its blocks. False when the place should be empty and is not. Should somebody else's commit have dropped the
    /// blocks of a replacement, it is as if this one had come just before.
    /// </summary>
    public async Task<bool> TryCommitAsync(int blocks, CancellationToken cancellationToken)
        => await UnlessConflictAsync(
            () => blob.CommitBlockListAsync(
                Enumerable.Range(0, blocks).Select(BlockId),
                new CommitBlockListOptions { HttpHeaders = Headers(blob.Name), Metadata = Signature(), Conditions = Conditions },
                cancellationToken),
            cancellationToken) || Replaces;

    /// <summary>No encoding: readers such as DuckDB take a blob as it is.</summary>
    public static BlobHttpHeaders Headers(string path) => new()
    {
        ContentType = Path.GetExtension(path) switch
        {
            ".json" => "application/json; charset=utf-8",
            ".ndjson" => "application/x-ndjson; charset=utf-8",
            _ => "application/octet-stream",
        },
    };

    private async Task<bool> UnlessConflictAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            await send();
            return true;
        }
        catch (RequestFailedException e) when (IsConflict(e))
        {
            return await IsOursAsync(cancellationToken);
        }
    }

    // Somebody else's commit drops the blocks that this write has staged.
    private static bool IsConflict(RequestFailedException e)
        => e.Is(BlobErrorCode.BlobAlreadyExists)
            || e.Is(BlobErrorCode.ConditionNotMet)
            || e.Is(BlobErrorCode.InvalidBlockList)
            || e.Is(BlobErrorCode.BlobNotFound);

    private async Task<bool> IsOursAsync(CancellationToken cancellationToken)
    {
        try
        {
            var there = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return there.Value.Metadata.TryGetValue(WriteId, out var id) && id == $"{_id:N}";
        }
        catch (RequestFailedException e) when (e.Is(BlobErrorCode.BlobNotFound))
        {
            return false;
        }
    }

    private Dictionary<string, string> Signature() => new() { [WriteId] = $"{_id:N}" };

    // Unique to this write: blocks of two writers on one blob lie in one heap until one of them commits.
    private string BlockId(int number)
    {
        var id = new byte[20];
        _id.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(16), number);
        return Convert.ToBase64String(id);
    }
}
