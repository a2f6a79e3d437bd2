namespace Keepnet.Export.Storage;

/// <summary>
/// Where exports go: a Blob Storage container, or a directory. Paths are relative, use <c>/</c>, and start at <c>v1/</c>.
/// A file appears under its path complete or not at all. Every failure of the store is a <see cref="StoreException"/>.
/// </summary>
public interface IExportStore
{
    /// <summary>Where the store is, for people: never with a key or signature.</summary>
    string Location { get; }

    /// <summary>Whether two paths that differ only in case are the same file here.</summary>
    bool IgnoresCase { get; }

    /// <summary>A private folder on this machine for large temporary data, which goes when the store is disposed; null where the store has none.</summary>
    string? SpoolDirectory => null;

    /// <summary>Whether there is such a place. Writing makes it where it is missing, so that only a reader need ask.</summary>
    Task<bool> ExistsAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Starts a new file. It appears under <paramref name="path"/> when committed; until then, nothing does.</summary>
    Task<StoreWriter> CreateAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a file that takes the place of the one at <paramref name="path"/>, if there is one, in one step when committed. Who
    /// reads the old one then reads it to its end, or fails; nobody reads a mixture.
    /// </summary>
    Task<StoreWriter> ReplaceAsync(string path, CancellationToken cancellationToken);

    /// <summary>A whole small file and its version, or null when there is none.</summary>
    Task<StoredFile?> TryReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Opens a file of any size for reading, or null when there is none.</summary>
    Task<Stream?> TryOpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>Creates a small file in one step, only where none is. False when there is one already.</summary>
    Task<bool> TryCreateAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Replaces a small file in one step, only if it still has the version that was read. False when it does not.</summary>
    Task<bool> TryReplaceAsync(string path, ReadOnlyMemory<byte> content, StoreVersion version, CancellationToken cancellationToken);

    /// <summary>
    /// Adds one line (without its line feed) to the end of a log, creating the log at first. Lines never mix and never get lost,
    /// whoever else appends at the same time; a line cut off by a crash never touches the next one.
    /// </summary>
    Task AppendLineAsync(string path, ReadOnlyMemory<byte> line, CancellationToken cancellationToken);

    /// <summary>All files below a folder, at any depth, in ordinal order of their paths. Nothing for a folder that does not exist.</summary>
    IAsyncEnumerable<StoreEntry> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Names (one segment each) of the folders directly below a folder, in ordinal order.</summary>
    IAsyncEnumerable<string> ListFoldersAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Removes a file; fine when there is none.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken);

    /// <summary>Removes a small file only if it still has the version that was read. False when it does not.</summary>
    Task<bool> TryDeleteAsync(string path, StoreVersion version, CancellationToken cancellationToken);

    /// <summary>Removes a folder with all it holds; fine when there is none.</summary>
    Task DeleteFolderAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Removes temporary data that dead processes left behind; what live ones are writing stays.</summary>
    Task CleanStagingAsync(CancellationToken cancellationToken);
}
