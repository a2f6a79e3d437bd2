using System.Diagnostics;

namespace Keepnet.Export.Tests.Storage;

/// <summary>A disk in memory that is full soon. Only Linux as root may have one; elsewhere the test is skipped.</summary>
internal sealed class TinyDisk : IDisposable
{
    private TinyDisk(string path) => Path = path;

    public string Path { get; }

    public static TinyDisk Mount(string parent, int kilobytes)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can mount a small disk.");
        var path = Directory.CreateDirectory(System.IO.Path.Combine(parent, "disk")).FullName;
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", path), "This machine does not let root mount a small disk.");
        return new TinyDisk(path);
    }

    /// <summary>Makes room.</summary>
    public void Grow(int megabytes) => Assert.True(Run("mount", "-o", $"remount,size={megabytes}m", Path));

    public void Dispose() => Run("umount", "--lazy", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
