using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>One file of an attempt. Nothing of it appears in the store before it is committed.</summary>
internal interface IAttemptFile : IAsyncDisposable
{
    /// <summary>Makes the file appear; null when there is nothing to write.</summary>
    Task<ManifestFile?> CommitAsync(CancellationToken cancellationToken);
}
