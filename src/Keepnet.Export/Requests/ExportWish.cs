using System.Text.Json;
using Keepnet.Api.Reports;

namespace Keepnet.Export.Requests;

/// <summary>What a request wants exported.</summary>
/// <param name="CompanyIds">Distinct ids; null for all companies.</param>
/// <param name="Period">Null for the one that is set.</param>
internal sealed record ExportWish(IReadOnlyList<string>? CompanyIds, ReportPeriod? Period)
{
    public const int MaxCompanies = 1000;

    private const string CompanyIdsName = "companyIds";
    private const string PeriodName = "period";

    /// <summary>Reads the body of <c>POST /api/exports</c>.</summary>
    /// <exception cref="RequestException">The body is not valid.</exception>
    public static async Task<ExportWish> ReadAsync(RequestBody body, CancellationToken cancellationToken)
    {
        using var document = await BodyReader.ReadAsync(body, cancellationToken);
        RejectUnknown(document, CompanyIdsName, PeriodName);
        return new ExportWish(Find(document, CompanyIdsName) is { } ids ? IdsOf(ids) : null, PeriodOf(document));
    }

    /// <summary>Reads the body of <c>POST /api/companies/{companyId}/exports</c>.</summary>
    /// <exception cref="RequestException">The body is not valid.</exception>
    public static async Task<ExportWish> ReadAsync(string companyId, RequestBody body, CancellationToken cancellationToken)
    {
        using var document = await BodyReader.ReadAsync(body, cancellationToken);
        RejectUnknown(document, PeriodName);
        return new ExportWish([companyId], PeriodOf(document));
    }

    private static void RejectUnknown(JsonDocument? document, params string[] known)
    {
        var unknown = document?.RootElement.EnumerateObject().Select(JsonTexts.NameOf).Except(known, StringComparer.Ordinal).Take(5).ToList() ?? [];
        if (unknown.Count > 0)
        {
            throw RequestException.Invalid($"The body has fields that are not known: {string.Join(", ", unknown.Select(InputRules.Shown))}. Known: {string.Join(", ", known)}.");
        }
    }

    // null is as good as absent.
    private static JsonElement? Find(JsonDocument? document, string name) =>
        document is not null && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static List<string> IdsOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MaxCompanies)
        {
            throw RequestException.Invalid($"companyIds must be an array of 1 to {MaxCompanies} company ids; leave it out to export all companies.");
        }

        return [.. value.EnumerateArray().Select(item => InputRules.CompanyId(JsonTexts.TryRead(item))).Distinct(StringComparer.Ordinal)];
    }

    private static ReportPeriod? PeriodOf(JsonDocument? document) => Find(document, PeriodName) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } dates => Custom(dates),
        { } text => InputRules.Period(JsonTexts.TryRead(text)),
    };

    private static ReportPeriod Custom(JsonElement dates)
    {
        var isWhole = dates.EnumerateObject().Select(JsonTexts.NameOf).Order(StringComparer.Ordinal).SequenceEqual(["from", "to"]);
        return isWhole
            ? InputRules.Period($"{JsonTexts.TryRead(dates.GetProperty("from"))}_{JsonTexts.TryRead(dates.GetProperty("to"))}")
            : throw RequestException.Invalid("A period given as an object has exactly the fields from and to, each yyyy-MM-dd.");
    }
}
