using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Benchmarks.Serving;

/// <summary>What the tenant must know of a request.</summary>
internal static class RequestText
{
    public static async Task<IReadOnlyList<string>> WidgetIdsAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        return [.. body.RootElement.GetProperty("widgetIds").EnumerateArray().Select(id => id.GetString()!)];
    }

    public static async Task<(int Page, int PageSize)> PageAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        return (body.RootElement.GetProperty("pageNumber").GetInt32(), body.RootElement.GetProperty("pageSize").GetInt32());
    }
}
