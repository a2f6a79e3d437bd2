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
        using var reader = new JsonSourceReader(source, item.Offset, item.Length);
        var hasher = new ContentHasher();
        while (reader.Read())
        {
            hasher.Add(reader.Token);
        }

        return hasher.Result;
    }
}
