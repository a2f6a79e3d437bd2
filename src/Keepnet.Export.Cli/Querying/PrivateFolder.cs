using Keepnet.Export.Storage;

namespace Keepnet.Export.Cli.Querying;

/// <summary>A temporary folder that only this user can read, and that goes when it is disposed.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private int _files;

    /// <exception cref="StoreException">There is no room for temporary files.</exception>
    public PrivateFolder() => Path = Create();

    public string Path { get; }

    /// <summary>A path for a new file.</summary>
    public string NewFile() => System.IO.Path.Combine(Path, $"{Interlocked.Increment(ref _files)}.ndjson");

    /// <summary>Makes a file of these lines and returns its path; null when there are none.</summary>
    public async Task<string?> WriteAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        string? path = null;
        Stream? file = null;
        try
        {
            await foreach (var line in lines.WithCancellation(cancellationToken))
            {
                file ??= File.Create(path = NewFile());
                await file.WriteAsync(ValidLine.Of(line), cancellationToken);
                file.WriteByte((byte)'\n');
            }
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync();
            }
        }

        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // The engine may hold a file a moment longer on Windows; the system's temporary folder is cleaned anyway.
        }
    }

    // Only the owner may enter it, where the system knows such a thing.
    private static string Create()
    {
        try
        {
            return Directory.CreateTempSubdirectory("keepnet-query-").FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"Cannot make a folder for temporary files in {System.IO.Path.GetTempPath()}. Name another one that may be written, by TMPDIR (on Windows TMP).",
                isPassing: false, exception);
        }
    }
}
