namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Where exports go while they are measured.</summary>
internal static class WorkFolder
{
    /// <summary>The folder, empty; created if it is not there.</summary>
    public static string Empty(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }
}
