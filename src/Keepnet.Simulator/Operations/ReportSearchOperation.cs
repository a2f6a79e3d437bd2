using System.Text.Json;

namespace Keepnet.Simulator;

/// <summary>The executive reports of the scoped company, in one answer.</summary>
internal sealed class ReportSearchOperation(TenantData data) : IOperation
{
    public Operation Name => Operation.ReportSearch;

    public string Method => "POST";

    public string Route => "/api/executive-report/search";

    public Answer Answer(ApiCall call)
    {
        var (body, refusal) = RequestBody.Read(call);
        if (body is null)
            return refusal!;
        if (body.FieldOutside("name") is { } unknown)
            return Simulator.Answer.InputError($"{unknown} is not known");
        if (body.Kind("name") is not (JsonValueKind.String or JsonValueKind.Null))
            return Simulator.Answer.InputError("Name must be text");
        return Simulator.Answer.Success(new JsonText(data.RenderReports(call.CompanyId!, body.Text("name") ?? "")));
    }
}
