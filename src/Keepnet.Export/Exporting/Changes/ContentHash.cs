using System.Buffers;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>
/// Tells whether a widget or report says the same as before: 32 hex digits that are equal when the same fields have the same
/// values, whatever the order of the fields, white space between them and escapes in texts. Numbers are their digits: 1.0 is
/// not 1. The item's own <c>resourceId</c> does not count: some answers leave it out, and entries are matched by it anyway.
/// </summary>
internal static class ContentHash
{
    /// <summary>Reads the item once; memory does not depend on its size.</summary>
    /// <exception cref="EndOfStreamException">The source ends before the item does.</exception>
    public static string Of(IJsonSource source, JsonItem item)
    {
        using var scanner = new JsonScanner();
        var hasher = new ContentHasher();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (var left = item.Length; left > 0;)
            {
                var read = source.Read(item.Offset + item.Length - left, buffer.AsSpan(0, (int)Math.Min(buffer.Length, left)));
                if (read == 0)
                {
                    throw new EndOfStreamException("An answer ends before its items do.");
                }

                left -= read;
                scanner.Append(buffer.AsSpan(0, read));
                Take(scanner, hasher);
            }

            // A bare number is whole only when nothing follows.
            scanner.Complete();
            Take(scanner, hasher);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return hasher.Result;
    }

    private static void Take(JsonScanner scanner, ContentHasher hasher)
    {
        while (scanner.TryRead())
        {
            hasher.Add(scanner);
        }
    }
}
