using System.Text;
using System.Text.Json.Nodes;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>The numbers and table rows of widgets, one a line, by way of JsonNode.</summary>
internal sealed class FlatLines(string company)
{
    private readonly StringBuilder _metrics = new();
    private readonly StringBuilder _tables = new();

    public string Metrics => _metrics.ToString();

    public string Tables => _tables.ToString();

    public void Add(JsonArray widgets)
    {
        foreach (var widget in widgets)
        {
            var point = 0;
            foreach (var data in widget!["widgetDatas"]?.AsArray() ?? [])
            {
                AddMetrics(widget, data!, point++);
                AddTable(widget, data!);
            }
        }
    }

    private void AddMetrics(JsonNode widget, JsonNode data, int point)
    {
        foreach (var value in data["values"]?.AsArray() ?? [])
        {
            var line = Line(widget);
            line["point"] = point;
            line["date_raw"] = data["date"]?.DeepClone();
            line["name"] = value!["name"]?.DeepClone();
            line["label"] = value["label"]?.DeepClone();
            line["value"] = value["value"]?.DeepClone();
            line["dimensions"] = data["dataObject"]?.DeepClone();
            _metrics.Append(line.ToJsonString()).Append('\n');
        }
    }

    private void AddTable(JsonNode widget, JsonNode data)
    {
        var row = 0;
        foreach (var cells in data["tableValues"]?.AsArray() ?? [])
        {
            var line = Line(widget);
            line["row"] = row++;
            line["cells"] = cells!.DeepClone();
            _tables.Append(line.ToJsonString()).Append('\n');
        }
    }

    private JsonObject Line(JsonNode widget) => new()
    {
        ["run_id"] = "20260101T000000Z-cli",
        ["company_id"] = company,
        ["company_name"] = company,
        ["period"] = "Last3Months",
        ["source"] = "widget",
        ["widget_id"] = widget["resourceId"]?.DeepClone(),
        ["widget_type"] = widget["widgetType"]?.DeepClone(),
        ["widget_name"] = widget["name"]?.DeepClone(),
        ["chart_type"] = widget["chartType"]?.DeepClone(),
    };
}
