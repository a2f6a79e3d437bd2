using System.Text.Json;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Flattens one widget's points.</summary>
internal sealed class WidgetPass(
    JsonCursor scanner, WidgetLines lines, PointDimensions dimensions, MetricWriter metrics, TableWriter tables, PointDates dates, Oddities oddities,
    WidgetChecks? checks)
{
    private static readonly byte[] DataObject = "dataObject"u8.ToArray();
    private static readonly byte[] WidgetDatas = "widgetDatas"u8.ToArray();

    private readonly PointFields _point = new();

    public async ValueTask FlattenAsync(JsonSpan widgetDatas, CancellationToken cancellationToken)
    {
        if (widgetDatas.Kind == JsonValueKind.Array)
        {
            var position = widgetDatas.Offset + 1;
            for (var index = 0; scanner.TryReadElement(ref position); index++)
            {
                await FlattenItemAsync(index, ref position, cancellationToken);
            }
        }
        else if (widgetDatas.HasValue)
        {
            oddities.Add(Oddity.WidgetDatasIsNoArray);
            var position = widgetDatas.Offset;
            await FlattenItemAsync(0, ref position, cancellationToken);
        }
    }

    private ValueTask FlattenItemAsync(int index, ref long position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (scanner.KindAt(position) == JsonValueKind.Object)
        {
            _point.Read(scanner, ref position);
            return FlattenPointAsync(index, cancellationToken);
        }

        var item = scanner.ReadValue(ref position);
        oddities.Add(item.HasValue ? Oddity.PointIsNoObject : Oddity.PointIsNull);
        lines.BeginPoint(index, date: default, reading: default);
        checks?.BeginPoint(index);
        dimensions.Read(dataObject: default);
        return metrics.WriteNumbersAsync(WidgetDatas, default, item, cancellationToken);
    }

    private async ValueTask FlattenPointAsync(int index, CancellationToken cancellationToken)
    {
        if (_point.HasRepeated)
        {
            oddities.Add(Oddity.FieldIsRepeated);
        }

        lines.BeginPoint(index, _point.Date, dates.Read(_point.Date));
        checks?.BeginPoint(index);
        dimensions.Read(_point.DataObject);
        await metrics.WriteValuesAsync(_point.Values, cancellationToken);
        if (dimensions.MayHoldNumbers)
        {
            await FlattenDataObjectAsync(_point.DataObject, cancellationToken);
        }

        if (_point.HasOthers)
        {
            await FlattenOthersAsync(cancellationToken);
        }

        if (_point.TableValues.HasValue)
        {
            await tables.WriteAsync(_point.TableValues, _point.TableDefinitions, cancellationToken);
        }

        checks?.EndPoint();
    }

    private ValueTask FlattenDataObjectAsync(JsonSpan dataObject, CancellationToken cancellationToken)
    {
        if (dataObject.Kind == JsonValueKind.Object)
        {
            return metrics.WriteNumbersAsync(parent: default, name: default, dataObject, cancellationToken);
        }

        oddities.Add(Oddity.DataObjectIsNoObject);
        return metrics.WriteNumbersAsync(DataObject, name: default, dataObject, cancellationToken);
    }

    // A sourceBreakdown may lie beside dataObject as well as in it; its numbers have the same names either way.
    private async ValueTask FlattenOthersAsync(CancellationToken cancellationToken)
    {
        var position = _point.BeginOthers();
        while (_point.TryReadOther(scanner, ref position, out var name, out var value))
        {
            await metrics.WriteNumbersAsync(default, name, value, cancellationToken);
        }
    }
}
