using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Keepnet.Simulator;

/// <summary>Turns an HTTP request into a call.</summary>
internal static class CallReader
{
    public static async Task<ApiCall> ReadAsync(HttpContext context, Operation operation, FaultLedger? ledger)
    {
        var headers = context.Request.Headers;
        var call = new ApiCall
        {
            Operation = operation,
            Token = Bearer(headers.Authorization.ToString()),
            CompanyId = Header(headers, "X-KEEPNET-Company-Id"),
            OlderCompanyId = Header(headers, "x-ir-company-id"),
            ContentType = context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant(),
            Body = await BodyAsync(context),
            ReportId = context.GetRouteValue("resourceId") as string,
            History = new FaultHistory(1, 0),
        };
        return ledger is null ? call : call with { History = ledger.Open(call.Key) };
    }

    private static async Task<string> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static string? Bearer(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : null;

    private static string? Header(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString() : null;
}
