using System.ComponentModel;
using System.Diagnostics;

namespace Keepnet.Export.Tests.Storage;

/// <summary>Azurite as the lock file in <c>tests/azurite</c> names it, installed on first use by whichever test process comes first.</summary>
internal static class AzuriteInstallation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The script that starts the emulator.</summary>
    /// <exception cref="AzuriteUnavailableException">There is no node, or npm failed.</exception>
    public static async Task<string> PrepareAsync()
    {
        var folder = Folder();
        using (await LockAsync(Path.Combine(folder, ".install.lock")))
        {
            if (!IsFresh(folder))
            {
                await RunNpmAsync(folder);
            }
        }

        return Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js");
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var azurite = Path.Combine(folder.FullName, "tests", "azurite");
            if (File.Exists(Path.Combine(azurite, "package-lock.json")))
            {
                return azurite;
            }
        }

        throw new AzuriteUnavailableException("The folder tests/azurite was not found above the test's own.");
    }

    private static bool IsFresh(string folder)
        => File.GetLastWriteTimeUtc(Path.Combine(folder, "node_modules", ".package-lock.json"))
            >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));

    private static async Task<FileStream> LockAsync(string path)
    {
        for (var start = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (start.Elapsed < Patience)
            {
                await Task.Delay(200);
            }
        }
    }

    private static async Task RunNpmAsync(string folder)
    {
        // On Windows npm is a script, which only a shell starts.
        string[] command = OperatingSystem.IsWindows() ? ["cmd", "/c", "npm"] : ["npm"];
        using var npm = Start(folder, [.. command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new AzuriteUnavailableException($"npm ci failed in tests/azurite: {await errors}");
        }
    }

    private static Process Start(string folder, string[] command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new AzuriteUnavailableException("Node.js with npm is needed to test against Azurite, the Blob Storage emulator.");
        }
    }
}
