using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Keepnet.Export.Benchmarks.Payloads;

/// <summary>Renders widgets as the API answers them: charts by date, rows of people, tables.</summary>
public static class WidgetText
{
    private static readonly string[] Departments = ["Dispatch", "Finance", "Human Resources", "Satış", "Research & Development"];

    /// <summary>One item of a <c>get-widget-datas</c> answer of about <paramref name="bytes"/> bytes.</summary>
    public static byte[] Render(int index, long bytes)
    {
        var output = new ArrayBufferWriter<byte>((int)Math.Min(bytes + 4096, int.MaxValue / 2));
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("resourceId", WidgetId(index));
        json.WriteString("name", $"Widget {index}: risk scores & trends");
        json.WriteString("description", "What the figures say, and how they are counted");
        json.WriteString("chartType", (index % 3) switch { 0 => "Line", 1 => "Bar", _ => "Table" });
        json.WriteString("widgetType", (index % 3) switch
        {
            0 => "PhishingRiskScoreAcrossIndustriesWidget",
            1 => "HumanRiskScoreforHighestRiskUsersWidget",
            _ => "DepartmentOverviewWidget",
        });
        json.WriteStartArray("widgetDatas");
        WritePoints(json, index, bytes);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static string WidgetId(int index) => string.Create(CultureInfo.InvariantCulture, $"Widget{index:D6}");

    private static void WritePoints(Utf8JsonWriter json, int index, long bytes)
    {
        WriteChartPoint(json, 0, StampedJson.Placeholder);
        if (index % 3 == 2)
        {
            WriteTable(json, bytes);
            return;
        }

        for (var point = 1; json.BytesCommitted + json.BytesPending < bytes; point++)
        {
            if (index % 3 == 0)
            {
                WriteChartPoint(json, point, point % 97);
            }
            else
            {
                WritePerson(json, point);
            }
        }
    }

    private static void WriteChartPoint(Utf8JsonWriter json, int point, long value)
    {
        json.WriteStartObject();
        json.WriteString("date", new DateTime(2026, 1, 1).AddDays(point % 365).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture));
        json.WriteNull("dataObject");
        json.WriteStartArray("values");
        WriteValue(json, value, "Company Phishing Risk Score", null, "Peak");
        WriteValue(json, (point % 53) + 0.5m, "Industry Avg (Logistics)", null, null);
        WriteValue(json, (point % 41) + 0.25m, "All Industry Avg", null, null);
        json.WriteEndArray();
        json.WriteNull("tableValues");
        json.WriteNull("tableDefinitions");
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, int point)
    {
        json.WriteStartObject();
        json.WriteNull("date");
        json.WriteStartObject("dataObject");
        json.WriteString("fullName", string.Create(CultureInfo.InvariantCulture, $"Ida Sørli {point}"));
        json.WriteString("email", string.Create(CultureInfo.InvariantCulture, $"ida.sorli.{point}@example.test"));
        json.WriteString("department", Departments[point % Departments.Length]);
        json.WriteEndObject();
        json.WriteStartArray("values");
        WriteValue(json, point % 100, "Score", "RiskScore", null);
        json.WriteEndArray();
        json.WriteNull("tableValues");
        json.WriteNull("tableDefinitions");
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, long bytes)
    {
        json.WriteStartObject();
        json.WriteNull("date");
        json.WriteNull("dataObject");
        json.WriteNull("values");
        json.WriteStartArray("tableDefinitions");
        foreach (var (name, label) in new[] { ("department", "Department"), ("riskScore", "Risk Score"), ("users", "Users") })
        {
            json.WriteStartObject();
            json.WriteString("label", label);
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tableValues");
        for (var row = 1; json.BytesCommitted + json.BytesPending < bytes; row++)
        {
            json.WriteStartObject();
            json.WriteString("department", Departments[row % Departments.Length]);
            json.WriteString("riskScore", string.Create(CultureInfo.InvariantCulture, $"{row % 100}.5%"));
            json.WriteNumber("users", row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, decimal value, string label, string? name, string? definition)
    {
        json.WriteStartObject();
        json.WriteNumber("value", value);
        json.WriteString("label", label);
        json.WriteString("name", name);
        if (definition is null)
        {
            json.WriteNull("annotations");
        }
        else
        {
            json.WriteStartObject("annotations");
            json.WriteString("definition", definition);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
