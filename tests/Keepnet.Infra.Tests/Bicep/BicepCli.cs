using System.Diagnostics;
using System.Runtime.Versioning;

namespace Keepnet.Infra.Tests.Bicep;

/// <summary>Runs the Bicep CLI: from its package on 64-bit Linux, from the path elsewhere.</summary>
internal static class BicepCli
{
    private static readonly Lazy<string?> Executable = new(Find);

    /// <summary>Skips the test where there is no CLI, except in CI, where that is a failure.</summary>
    public static void Require()
    {
        if (Executable.Value is not null)
            return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "The Bicep CLI is missing in CI.");
        Skip.If(true, "No Bicep CLI: the package exists for 64-bit Linux only. Install bicep and put it on the path.");
    }

    public static async Task<BicepResult> RunAsync(params string[] arguments)
    {
        Require();
        var start = new ProcessStartInfo(Executable.Value!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;

        var output = process.StandardOutput.ReadToEndAsync();
        var diagnostics = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        return new BicepResult(process.ExitCode, await output, await diagnostics);
    }

    private static string? Find()
    {
        var packaged = RepositoryFiles.Metadata("BicepCli");
        if (packaged.Length > 0 && !OperatingSystem.IsWindows())
            return MadeExecutable(packaged);

        var name = OperatingSystem.IsWindows() ? "bicep.exe" : "bicep";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    // Packages carry no file modes on every client.
    [UnsupportedOSPlatform("windows")]
    private static string MadeExecutable(string path)
    {
        var mode = File.GetUnixFileMode(path);
        if (!mode.HasFlag(UnixFileMode.UserExecute))
            File.SetUnixFileMode(path, mode | UnixFileMode.UserExecute);
        return path;
    }
}
