using System.Globalization;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>Reads the widget ids of a company's catalogue, the answer of <c>executive-report/metrics</c>. Never fails on its shape.</summary>
internal static class CatalogueReader
{
    public static WidgetCatalogue Read(IJsonSource source, JsonItem catalogue)
    {
        using var scanner = new JsonCursor(source, catalogue);
        if (scanner.KindAt(catalogue.Offset) != JsonValueKind.Object)
        {
            return new WidgetCatalogue([], ["The widget catalogue is not a JSON object."]);
        }

        var ids = new WidgetIdCollector();
        var fields = new ListFields("metrics");
        var position = catalogue.Offset;
        fields.Read(scanner, ref position);
        return fields.List.Kind == JsonValueKind.Array
            ? Finish(ids, AddGroups(scanner, fields.List, ids))
            : new WidgetCatalogue([], fields.List.HasValue ? ["The widget catalogue's metrics are not an array."] : []);
    }

    private static int AddGroups(JsonCursor scanner, JsonSpan metrics, WidgetIdCollector ids)
    {
        var odd = 0;
        var group = new ListFields("widgets");
        var position = metrics.Offset + 1;
        while (scanner.TryReadElement(ref position))
        {
            if (scanner.KindAt(position) == JsonValueKind.Object)
            {
                group.Read(scanner, ref position);
                ids.AddList(scanner, group.List);
            }
            else
            {
                odd += scanner.ReadValue(ref position).HasValue ? 1 : 0;
            }
        }

        return odd;
    }

    private static WidgetCatalogue Finish(WidgetIdCollector ids, int oddGroups)
    {
        var odd = oddGroups + ids.Odd;
        return new WidgetCatalogue(
            ids.Ids,
            odd == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"The widget catalogue has {odd} entries that are no widgets.")]);
    }
}
