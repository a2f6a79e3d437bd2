using Keepnet.Export.Storage;

namespace Keepnet.Export.Cli.Querying;

/// <summary>Copies of files in which every line is valid Unicode (<see cref="ValidLine"/>).</summary>
internal static class MendedFiles
{
    /// <summary>The files, each replaced by a copy if it needs one.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> files, PrivateFolder folder, CancellationToken cancellationToken)
    {
        var mended = new List<string>(files.Count);
        foreach (var file in files)
        {
            mended.Add(await IsValidAsync(file, cancellationToken) ? file : await CopyAsync(file, folder, cancellationToken));
        }

        return mended;
    }

    private static async Task<bool> IsValidAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return await NdjsonReader.ReadAsync(stream, cancellationToken).AllAsync(line => ValidLine.Of(line).Equals(line), cancellationToken);
    }

    private static async Task<string> CopyAsync(string file, PrivateFolder folder, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return await folder.WriteAsync(NdjsonReader.ReadAsync(stream, cancellationToken), cancellationToken) ?? file;
    }
}
