namespace Keepnet.Export.Storage;

internal static class LogLine
{
    public const byte LineFeed = (byte)'\n';

    /// <summary>The line with its line feed, after one more where an earlier line was cut off.</summary>
    public static byte[] Terminate(ReadOnlyMemory<byte> line, bool afterTornLine = false)
        => afterTornLine ? [LineFeed, .. line.Span, LineFeed] : [.. line.Span, LineFeed];

    /// <exception cref="ArgumentException">It is more than one line, or none.</exception>
    public static void Check(ReadOnlyMemory<byte> line)
    {
        if (line.IsEmpty || line.Span.Contains(LineFeed))
        {
            throw new ArgumentException("A line of a log is not empty and holds no line feed.", nameof(line));
        }
    }
}
