using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Keepnet.Api.Authentication;

namespace Keepnet.Api.Reports;

/// <summary>Body of <c>POST /api/executive-report/get-widget-datas</c>.</summary>
internal static class WidgetDataRequest
{
    /// <param name="widgetIds">At least one.</param>
    /// <param name="period">The window.</param>
    /// <param name="options">How periods and dates are written.</param>
    /// <param name="identity">Whose date notation is used when the options name none.</param>
    public static byte[] Write(IReadOnlyList<string> widgetIds, ReportPeriod period, KeepnetApiOptions options, TokenIdentity identity)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("widgetIds");
            foreach (var id in widgetIds)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            WritePeriod(json, period, options, identity);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WritePeriod(Utf8JsonWriter json, ReportPeriod period, KeepnetApiOptions options, TokenIdentity identity)
    {
        if (options.SendPeriodAsNumber)
        {
            json.WriteNumber("datePeriod", period.Number);
        }
        else
        {
            json.WriteString("datePeriod", period.Name);
        }

        if (period is { From: { } from, To: { } to })
        {
            json.WriteString("startDate", DateText(from.ToDateTime(TimeOnly.MinValue), options, identity));
            json.WriteString("endDate", DateText(to.ToDateTime(new TimeOnly(23, 59, 59)), options, identity));
        }
    }

    private static string DateText(DateTime date, KeepnetApiOptions options, TokenIdentity identity)
    {
        var notation = options.DateFormat ?? identity.DateFormat;
        return options.SendDatesInDateFormat && DateNotation.IsUsable(notation)
            ? DateNotation.Format(date, notation, identity.TimeFormat)
            : date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
