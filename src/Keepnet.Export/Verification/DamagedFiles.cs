using Keepnet.Export.Reading;

namespace Keepnet.Export.Verification;

/// <summary>Reads files that may be damaged, which is then a problem to tell and not the end of the check.</summary>
internal static class DamagedFiles
{
    /// <param name="path">From the store's root.</param>
    /// <param name="readAsync">Reads what lies there.</param>
    /// <param name="report">Told when it is damaged.</param>
    /// <returns>Null when it is damaged or not there.</returns>
    public static async Task<T?> TryReadAsync<T>(string path, Func<Task<T?>> readAsync, Action<StoreProblem> report)
        where T : class
    {
        try
        {
            return await readAsync();
        }
        catch (DamagedFileException)
        {
            report(new StoreProblem(path, StoreProblem.Unreadable, "It is not the JSON this program writes. Export the company again."));
            return null;
        }
    }
}
