using System.Text.Json;

namespace Keepnet.Simulator;

/// <summary>Pages of customer companies.</summary>
internal sealed class CompanySearchOperation(TenantData data, CallLog log) : IOperation
{
    public Operation Name => Operation.CompanySearch;

    public string Method => "POST";

    public string Route => "/api/companies/search";

    public Answer Answer(ApiCall call)
    {
        var (body, refusal) = RequestBody.Read(call);
        if (body is null)
            return refusal!;
        if (body.IsNull("filter"))
            return NullFilter();
        return Problem(body) is { } problem ? Simulator.Answer.InputError(problem) : Page(Query(body, call.Drift));
    }

    /// <summary>The real API answers a null filter as if it had failed itself.</summary>
    private Answer NullFilter()
    {
        log.Mistake("companies/search was asked with a null filter.");
        return Simulator.Answer.Failure(500, "INTERNAL_SERVER_ERROR", "An error occurred");
    }

    private Answer Page(CompanyQuery query)
    {
        var page = data.Listing.Page(query);
        if (page.Number > Math.Max(page.TotalPages, 1))
            log.Mistake($"companies/search was asked for page {page.Number} of {page.TotalPages}.");
        return Simulator.Answer.Success(new JsonText(data.CompanyJson.Page(page, query.IsClustered)));
    }

    private static string? Problem(RequestBody body)
    {
        if (body.Number("pageNumber") is not >= 1)
            return "PageNumber must be 1 or more";
        if (body.Number("pageSize") is not >= 1)
            return "PageSize must be 1 or more";
        if (body.Text("orderBy") is not { } orderBy || !CompanyListing.KnowsOrder(orderBy))
            return "OrderBy is not valid";
        if (body.Flag("ascending") is null)
            return "Ascending is required";
        return FilterProblem(body.Get("filter"));
    }

    private static string? FilterProblem(JsonElement filter)
    {
        if (filter.ValueKind is not JsonValueKind.Object)
            return "Filter is required";
        if (filter.EnumerateObject().Any(field => field.Value.ValueKind is JsonValueKind.Null))
            return "Filter must not contain nulls";
        return Field(filter, "Condition") is "AND" or "OR" ? null : "Filter.Condition is not valid";
    }

    private static CompanyQuery Query(RequestBody body, int drift) => new()
    {
        PageNumber = body.Number("pageNumber")!.Value,
        PageSize = body.Number("pageSize")!.Value,
        OrderBy = body.Text("orderBy")!,
        Ascending = body.Flag("ascending")!.Value,
        SearchText = Field(body.Get("filter"), "SearchInputTextValue") ?? "",
        IsClustered = body.Flag("isClustered") ?? false,
        Drift = drift,
    };

    private static string? Field(JsonElement filter, string name) => filter.EnumerateObject()
        .Where(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
        .Select(field => field.Value.ValueKind is JsonValueKind.String ? field.Value.GetString() : null)
        .FirstOrDefault();
}
