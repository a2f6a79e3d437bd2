namespace Keepnet.Export.Cli.Querying;

/// <summary>A temporary folder that only this user can read, and that goes when it is disposed.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private int _files;

    // Only the owner may enter it, where the system knows such a thing.
    public string Path { get; } = Directory.CreateTempSubdirectory("keepnet-query-").FullName;

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
}
