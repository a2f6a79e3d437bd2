using System.Buffers;

namespace Keepnet.Api.Json;

/// <summary>Copies values byte by byte: nothing is parsed, nothing changes.</summary>
public static class JsonCopier
{
    private const int ChunkBytes = 64 * 1024;

    public static Task CopyAsync(IJsonSource source, JsonItem item, Stream destination, CancellationToken cancellationToken) =>
        CopyAsync(source, item.Offset, item.Length, destination, cancellationToken);

    public static async Task CopyAsync(
        IJsonSource source, long offset, long length, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length, 1, ChunkBytes));
        try
        {
            for (var left = length; left > 0;)
            {
                var count = source.Read(offset + length - left, buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
                if (count == 0)
                {
                    throw new EndOfStreamException("The JSON source ends before the value does.");
                }

                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                left -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
