using Keepnet.Export.Settings;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Reading a directory that does not exist is a mistyped name, not an empty store.</summary>
internal static class StorePresence
{
    public static void Require(ExportSettings settings)
    {
        if (settings.Export.Directory is { } directory && !Directory.Exists(directory))
        {
            throw new InvalidSettingsException($"There is no directory {Path.GetFullPath(directory)}; name the store with --out or --blob-container-uri.");
        }
    }
}
