using Keepnet.Api.Transport;

namespace Keepnet.Api.Reports;

/// <summary>Requests to <c>/api/executive-report</c>.</summary>
internal static class ReportCalls
{
    private const string Root = "/api/executive-report";

    public static ApiCall Search(CompanyScope scope) => new(HttpMethod.Post, $"{Root}/search", AnswerShape.List)
    {
        Scope = scope,
        Body = """{"name":""}"""u8.ToArray(),
    };

    public static ApiCall Report(CompanyScope scope, string reportId) =>
        new(HttpMethod.Get, $"{Root}/{Uri.EscapeDataString(reportId)}", AnswerShape.Object)
        {
            Scope = scope,
            Route = $"{Root}/{{resourceId}}",
        };

    public static ApiCall Metrics(CompanyScope scope) => new(HttpMethod.Get, $"{Root}/metrics", AnswerShape.Object) { Scope = scope };

    public static ApiCall WidgetDatas(CompanyScope scope, byte[] body, bool isBatch) => new(HttpMethod.Post, $"{Root}/get-widget-datas", AnswerShape.List)
    {
        Scope = scope,
        Body = body,
        IsDivisible = isBatch,
    };
}
