using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Keepnet.Export.Storage;

/// <summary>Reads the lines of a file of any size, one at a time.</summary>
public static class NdjsonReader
{
    /// <summary>Each line without its line feed, valid until the next one is asked for; empty lines are left out. Nothing when there is no such file.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        IExportStore store, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await store.TryOpenAsync(path, cancellationToken);
        if (stream is null)
        {
            yield break;
        }

        await foreach (var line in ReadAsync(stream, cancellationToken))
        {
            yield return line;
        }
    }

    /// <summary>The same of an open file, which stays open.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 64 * 1024));
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            while (TryCutLine(ref rest, result.IsCompleted, out var line))
            {
                if (!line.IsEmpty)
                {
                    yield return line.IsSingleSegment ? line.First : line.ToArray();
                }
            }

            if (result.IsCompleted)
            {
                break;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }

        await reader.CompleteAsync();
    }

    private static bool TryCutLine(ref ReadOnlySequence<byte> rest, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (isLast)
        {
            rest = rest.Slice(rest.End);
        }

        return isLast && !line.IsEmpty;
    }
}
