using System.Buffers;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>The fields every line of one widget starts with, and those of the point in hand.</summary>
internal sealed class WidgetLines
{
    private readonly ArrayBufferWriter<byte> _widget = new();
    private readonly ArrayBufferWriter<byte> _point = new();
    private readonly JsonCursor _scanner;

    public WidgetLines(FlatteningContext context, LineOrigin origin, JsonCursor scanner, WidgetFields widget, string? widgetId)
    {
        _scanner = scanner;
        Write("{\"run_id\":"u8, context.RunId);
        Write(",\"company_id\":"u8, context.CompanyId);
        Write(",\"company_name\":"u8, context.CompanyName);
        Write(",\"period\":"u8, origin.Period);
        Write(",\"source\":"u8, origin.Source);
        if (origin.ReportId is not null)
        {
            Write(",\"report_id\":"u8, origin.ReportId);
        }

        Write(",\"widget_id\":"u8, widgetId);
        Copy(",\"widget_type\":"u8, widget.WidgetType);
        Copy(",\"widget_name\":"u8, widget.Name);
        Copy(",\"chart_type\":"u8, widget.ChartType);
    }

    /// <summary>A line as far as <c>point</c>, <c>date_raw</c> and <c>date</c>.</summary>
    public ReadOnlySpan<byte> Start => _point.WrittenSpan;

    public void BeginPoint(int index, JsonSpan date, DateReading reading)
    {
        _point.ResetWrittenCount();
        _point.Write(_widget.WrittenSpan);
        _point.Write(",\"point\":"u8);
        _point.WriteNumber(index);
        if (date.HasValue && !date.IsContainer)
        {
            _point.Write(",\"date_raw\":"u8);
            _point.CopyAsString(_scanner, date);
        }

        if (reading.IsKnown)
        {
            _point.Write(",\"date\":\""u8);
            _point.Advance(reading.Format(_point.GetSpan(DateReading.MaxLength)));
            _point.Write("\""u8);
        }
    }

    private void Write(ReadOnlySpan<byte> field, string? text)
    {
        _widget.Write(field);
        _widget.WriteString(text);
    }

    private void Copy(ReadOnlySpan<byte> field, JsonSpan value)
    {
        _widget.Write(field);
        _widget.CopyAsString(_scanner, value);
    }
}
