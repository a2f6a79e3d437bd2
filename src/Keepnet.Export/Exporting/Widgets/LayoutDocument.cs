using System.Buffers;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>A report's layout: an array of items as a JSON document inside a string. Spacers among them have no id.</summary>
internal static class LayoutDocument
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Adds the ids of the layout's items; returns what is wrong with it, or null.</summary>
    public static string? Problem(JsonCursor scanner, JsonSpan layout, WidgetIdCollector ids)
    {
        // A server that sends the layout unpacked sends it all the same.
        if (layout.Kind == JsonValueKind.Array)
        {
            ids.AddList(scanner, layout);
            return null;
        }

        return layout.Kind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "is missing",
            not JsonValueKind.String => "is not a text",
            _ when layout.Length > MaxBytes => "is too large",
            _ => ReadText(scanner, layout, ids),
        };
    }

    private static string? ReadText(JsonCursor scanner, JsonSpan layout, WidgetIdCollector ids)
    {
        if (Unpack(scanner, layout) is not { } json)
        {
            return "is not valid Unicode";
        }

        if (json.IsEmpty)
        {
            return "is blank";
        }

        return IsValid(json.Span) ? AddItems(json, ids) : "is not valid JSON";
    }

    private static string? AddItems(ReadOnlyMemory<byte> json, WidgetIdCollector ids)
    {
        using var scanner = new JsonCursor(new MemoryJsonSource(json), 0, json.Length);
        var position = 0L;
        var items = scanner.ReadValue(ref position);
        if (items.Kind != JsonValueKind.Array)
        {
            return "is not an array";
        }

        ids.AddList(scanner, items);
        return null;
    }

    private static bool IsValid(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte>? Unpack(JsonCursor scanner, JsonSpan layout)
    {
        var raw = new ArrayBufferWriter<byte>((int)layout.Length);
        scanner.CopyTo(layout, raw);
        var text = new byte[layout.Length];
        var reader = new Utf8JsonReader(raw.WrittenSpan);
        reader.Read();
        try
        {
            return text.AsMemory(0, reader.CopyString(text.AsSpan())).Trim(" \t\r\n"u8);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
