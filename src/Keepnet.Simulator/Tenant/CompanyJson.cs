using System.Text.Json.Nodes;

namespace Keepnet.Simulator;

/// <summary>Companies as <c>companies/search</c> and <c>companies/my</c> write them, oddities included.</summary>
internal sealed class CompanyJson(TenantData data, ApiDates dates)
{
    public string Page(CompanyPage page, bool isClustered)
    {
        var rows = page.Rows.Select(Row).ToArray<JsonNode>();
        return new JsonObject
        {
            ["limitExceededCompanyCount"] = page.Rows.Count(row => row.TargetUsers > row.UserLimit),
            ["pageNumber"] = page.Number,
            ["pageSize"] = page.Size,
            ["totalNumberOfPages"] = page.TotalPages,
            ["totalNumberOfRecords"] = page.TotalRecords,
            ["results"] = isClustered && rows.Length > 0 ? new JsonArray(Group(rows)) : new JsonArray(rows),
        }.ToJsonString(Json.Options);
    }

    public string MyCompanies() =>
        new JsonArray(My(data.Reseller, data.TopLevelCompanies())).ToJsonString(Json.Options);

    private JsonObject Row(SimulatedCompany company)
    {
        var row = new JsonObject
        {
            ["companyName"] = company.Name,
            ["companyResourceId"] = company.Id,
            ["resellerName"] = data.Reseller.Name,
            ["industryName"] = company.Industry,
            ["industryResourceId"] = new RandomStream(0, company.Industry).Id(),
            ["licenseTypeName"] = company.Licence.ToString(),
            ["licenseTypeResourceId"] = new RandomStream(0, company.Licence.ToString()).Id(),
            ["isNumberOfUsersLimited"] = company.UserLimit is not null,
            ["numberOfUsers"] = UserLimit(company),
            ["privacyDurationId"] = company.PrivacyDurationId,
            ["licenceExpired"] = company.LicenceExpired,
            ["licenseEndDate"] = company.LicenceEnd is { } end ? dates.Moment(end) : null,
            ["createTime"] = dates.Moment(company.Created),
            ["targetUserCount"] = company.TargetUsers,
            ["deletedTargetUserCount"] = company.TargetUsers % 13,
            ["inactiveTargetUserCount"] = company.TargetUsers % 7,
            ["monthlyActiveUserCount"] = company.TargetUsers - company.TargetUsers % 7,
            ["tags"] = company.Tags is null ? null : new JsonArray([.. company.Tags.Select(tag => JsonValue.Create(tag))]),
        };
        AddUndocumentedFields(row, company);
        row["children"] = Children(company);
        return row;
    }

    /// <summary>The schema says string; some rows carry a number.</summary>
    private static JsonValue? UserLimit(SimulatedCompany company) => company switch
    {
        { UserLimit: null } => null,
        { Index: var index, UserLimit: { } limit } when index % 5 == 3 => JsonValue.Create(limit),
        { UserLimit: { } limit } => JsonValue.Create($"{limit}"),
    };

    /// <summary>Fields the web front end reads although no schema lists them.</summary>
    private static void AddUndocumentedFields(JsonObject row, SimulatedCompany company)
    {
        if (company.Index % 3 == 0)
            row["modules"] = new JsonArray(new JsonObject { ["name"] = "Phishing", ["resourceId"] = new RandomStream(0, "module").Id() });
        if (company.Index % 4 == 1)
            row["regionCode"] = "EU-1";
        if (company.Index % 4 == 2)
            row["region"] = new JsonObject { ["code"] = "US-1", ["displayName"] = "United States" };
        if (company.Index % 6 == 0)
            row["enrolledVendorNames"] = company.Index % 12 == 0 ? "Vendor One , Vendor Two" : new JsonArray("Vendor One");
    }

    /// <summary>Companies without children have an empty array or none at all.</summary>
    private JsonArray? Children(SimulatedCompany company)
    {
        var children = data.ChildrenOf(company).Select(Row).ToArray<JsonNode>();
        return children.Length == 0 && company.Index % 2 == 1 ? null : new JsonArray(children);
    }

    /// <summary>A row that groups companies under their reseller is no company: it has no id.</summary>
    private JsonObject Group(JsonNode[] rows) => new()
    {
        ["companyName"] = data.Reseller.Name,
        ["companyResourceId"] = null,
        ["children"] = new JsonArray(rows),
    };

    private JsonObject My(SimulatedCompany company, IEnumerable<SimulatedCompany> children) => new()
    {
        ["name"] = company.Name,
        ["resourceId"] = company.Id,
        ["logoUrl"] = null,
        ["privacyDurationId"] = company.PrivacyDurationId,
        ["licenceExpired"] = company.LicenceExpired,
        ["privacyDurationStartTime"] = null,
        ["privacyDurationEndTime"] = null,
        ["children"] = new JsonArray([.. children.Select(child => My(child, data.ChildrenOf(child)))]),
    };
}
