using System.Globalization;
using System.Text;

namespace Keepnet.Simulator;

/// <summary>Writes a widget's answer, whole or in pieces.</summary>
internal sealed class WidgetRenderer(SimulatorOptions options, ApiDates dates, Revisions revisions)
{
    /// <summary>Some widgets have nothing to show.</summary>
    private const double EmptyShare = 0.04;

    public static string RenderEmpty(WidgetDefinition widget) => Write(widget, []);

    /// <summary>The pieces join to one <c>get-widget-datas</c> item.</summary>
    public IEnumerable<string> Render(SimulatedCompany company, WidgetDefinition widget, SimulatedPeriod period) =>
        options.HugeWidgetBytes > 0 && widget.Id == options.HugeWidgetId
            ? RenderHuge(widget, SubjectOf(company, widget, period))
            : [RenderSmall(company, widget, period)];

    /// <summary>The widget at its usual size; reports carry it even where it is huge.</summary>
    public string RenderSmall(SimulatedCompany company, WidgetDefinition widget, SimulatedPeriod period)
    {
        var subject = SubjectOf(company, widget, period);
        var isEmpty = subject.Random.Chance(EmptyShare);
        // Whatever was revised has something to show: else two revisions could look the same.
        if (isEmpty && revisions.Of(company.Id, widget.Id) == 0)
            return WithOwner(Write(widget, company.Index % 2 == 0 ? null : []), company);
        return WithOwner(Write(widget, widget.Points(subject)), company);
    }

    /// <summary>The object with its owner's id, where the tenant embeds it.</summary>
    public string WithOwner(string json, SimulatedCompany company) => options.EmbedCompanyIds
        ? $"{json[..^1]},\"ownerCompanyResourceId\":{Json.Write(company.Id)}}}"
        : json;

    private WidgetSubject SubjectOf(SimulatedCompany company, WidgetDefinition widget, SimulatedPeriod period)
    {
        var revision = revisions.Of(company.Id, widget.Id);
        var topic = $"widget/{company.Index}/{widget.Id}/{period.Key}";
        var random = new RandomStream(options.Seed, revision == 0 ? topic : string.Create(CultureInfo.InvariantCulture, $"{topic}/{revision}"));
        return new WidgetSubject(company, period, random, dates);
    }

    private static string Write(WidgetDefinition widget, IEnumerable<WidgetPoint>? points) => Json.Write(new
    {
        resourceId = widget.Id,
        name = widget.Title,
        description = widget.Description,
        chartType = widget.ChartType,
        widgetType = widget.Type,
        widgetDatas = points,
    });

    /// <summary>One table with as many rows as it takes.</summary>
    private IEnumerable<string> RenderHuge(WidgetDefinition widget, WidgetSubject subject)
    {
        var point = new WidgetPoint { TableDefinitions = OtherShapes.TableColumns, TableValues = Array.Empty<object>() };
        var frame = Write(widget, [point]).Split("\"tableValues\":[]");
        yield return frame[0] + "\"tableValues\":[";
        for (long written = 0; written < options.HugeWidgetBytes;)
        {
            var row = (written == 0 ? "" : ",") + Json.Write(OtherShapes.TableRow(subject));
            written += Encoding.UTF8.GetByteCount(row);
            yield return row;
        }
        yield return "]" + frame[1];
    }
}
