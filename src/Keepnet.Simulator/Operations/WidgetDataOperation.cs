using System.Globalization;
using System.Text.Json;

namespace Keepnet.Simulator;

/// <summary>The figures of the widgets asked for.</summary>
internal sealed class WidgetDataOperation(TenantData data, CallLog log) : IOperation
{
    public Operation Name => Operation.WidgetData;

    public string Method => "POST";

    public string Route => "/api/executive-report/get-widget-datas";

    public Answer Answer(ApiCall call)
    {
        var (body, refusal) = RequestBody.Read(call);
        if (body is null)
            return refusal!;
        if (body.FieldOutside("widgetIds", "datePeriod", "startDate", "endDate") is { } unknown)
            return Simulator.Answer.InputError($"{unknown} is not known");
        if (WidgetIds(body.Get("widgetIds")) is not { Count: > 0 } ids)
            return Refuse("get-widget-datas was asked without widget ids.", "WidgetIds is required");
        if (PeriodName(body) is not { } period)
            return Refuse("get-widget-datas was asked for an unknown period.", "DatePeriod is not valid");
        return Answer(data.FindCompany(call.CompanyId!)!, ids, period, body);
    }

    private Answer Answer(SimulatedCompany company, List<string> ids, string periodName, RequestBody body)
    {
        var period = periodName == "Custom" ? CustomPeriod(body) : data.NamedPeriod(periodName);
        var widgets = ids.Select(id => Widget(company, id, period)).ToList();
        return widgets.Contains(null)
            ? Refuse($"get-widget-datas was asked for a widget that {company.Id} lacks.", "Widget not found")
            : Simulator.Answer.Success(new WidgetList(widgets!));
    }

    /// <summary>Without a readable window the widget comes back with no data, as badly written dates do.</summary>
    private IEnumerable<string>? Widget(SimulatedCompany company, string id, SimulatedPeriod? period)
    {
        if (period is not null)
            return data.FindWidget(company, id, period);
        var isKnown = data.FindWidget(company, id, data.NamedPeriod("LastMonth")) is not null;
        return isKnown ? [TenantData.RenderWithoutData(id)] : null;
    }

    private SimulatedPeriod? CustomPeriod(RequestBody body)
    {
        if (Day(body.Text("startDate")) is { } from && Day(body.Text("endDate")) is { } to && from <= to)
            return SimulatedPeriod.Custom(from, to);
        log.Mistake("get-widget-datas was asked for a Custom period whose dates are not ISO, missing or reversed.");
        return null;
    }

    private Answer Refuse(string mistake, string validationMessage)
    {
        log.Mistake(mistake);
        return Simulator.Answer.InputError(validationMessage);
    }

    private static List<string>? WidgetIds(JsonElement ids) => ids.ValueKind is JsonValueKind.Array
        && ids.EnumerateArray().All(id => id.ValueKind is JsonValueKind.String)
            ? [.. ids.EnumerateArray().Select(id => id.GetString()!)]
            : null;

    /// <summary>The API's own front end sends the number, its answers carry the name.</summary>
    private static string? PeriodName(RequestBody body)
    {
        if (body.Number("datePeriod") is { } number)
            return number >= 0 && number < SimulatedPeriod.Names.Count ? SimulatedPeriod.Names[number] : null;
        return SimulatedPeriod.Names.FirstOrDefault(name => name == body.Text("datePeriod"));
    }

    private static DateOnly? Day(string? text)
    {
        string[] patterns = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTime.TryParseExact(text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
            ? DateOnly.FromDateTime(moment)
            : null;
    }
}
