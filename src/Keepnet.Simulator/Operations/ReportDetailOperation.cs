namespace Keepnet.Simulator;

/// <summary>One executive report with the data of its widgets.</summary>
internal sealed class ReportDetailOperation(TenantData data) : IOperation
{
    public Operation Name => Operation.ReportDetail;

    public string Method => "GET";

    public string Route => "/api/executive-report/{resourceId}";

    public Answer Answer(ApiCall call) => data.RenderReport(call.CompanyId!, call.ReportId!) is { } report
        ? Simulator.Answer.Success(new JsonText(report))
        : Simulator.Answer.NotFound("Executive report not found");
}
