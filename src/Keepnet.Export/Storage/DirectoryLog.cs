namespace Keepnet.Export.Storage;

/// <summary>Appends to a log file. The caller holds its lock.</summary>
internal static class DirectoryLog
{
    /// <summary>Always true.</summary>
    public static bool Append(string file, ReadOnlyMemory<byte> line)
    {
        using var log = Open(file);
        var end = log.Length;
        try
        {
            // One write a line, so that a crash tears one line at most. Not forced to disk: thousands of lines would
            // take minutes, and the line that a power cut loses only makes its work be done again.
            RandomAccess.Write(log.SafeFileHandle, LogLine.Terminate(line, afterTornLine: end > 0 && !EndsLine(log, end)), end);
            return true;
        }
        catch (IOException)
        {
            Undo(log, end);
            throw;
        }
    }

    private static FileStream Open(string file) => DirectoryLocks.InFolder(
        Path.GetDirectoryName(file)!,
        () => new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));

    private static bool EndsLine(FileStream log, long end)
    {
        Span<byte> last = stackalloc byte[1];
        RandomAccess.Read(log.SafeFileHandle, last, end - 1);
        return last[0] == LogLine.LineFeed;
    }

    // On a full disk a part of the line may be there.
    private static void Undo(FileStream log, long end)
    {
        if (end == 0)
        {
            File.Delete(log.Name);
        }
        else
        {
            log.SetLength(end);
        }
    }
}
