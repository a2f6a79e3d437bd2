using System.Globalization;
using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Api.Companies;

/// <summary>What one page of the company list holds.</summary>
/// <param name="Rows">Where its rows lie.</param>
internal sealed record CompanyPage(IEnumerable<JsonRange> Rows)
{
    /// <summary>Pages in all, as told by this page; null when it does not tell.</summary>
    public int? TotalPages { get; init; }

    /// <summary>Companies in all, as told by this page; null when it does not tell. Whether it counts nested ones nobody knows.</summary>
    public int? TotalRecords { get; init; }

    /// <summary>Whether something else stands where the rows should be.</summary>
    public bool HasOddResults { get; init; }

    public static CompanyPage Read(JsonAnswer answer)
    {
        var page = new CompanyPage([]);
        foreach (var member in answer.Items.SelectMany(item => JsonItems.Members(answer.Source, item)))
        {
            if (member.Name.Equals("results", StringComparison.OrdinalIgnoreCase))
            {
                page = page with
                {
                    Rows = JsonItems.Elements(answer.Source, member.Value),
                    HasOddResults = member.Value.Kind is not (JsonValueKind.Array or JsonValueKind.Null),
                };
            }
            else if (member.Name.Equals("totalNumberOfPages", StringComparison.OrdinalIgnoreCase))
            {
                page = page with { TotalPages = Number(answer.Source, member.Value) };
            }
            else if (member.Name.Equals("totalNumberOfRecords", StringComparison.OrdinalIgnoreCase))
            {
                page = page with { TotalRecords = Number(answer.Source, member.Value) };
            }
        }

        return page;
    }

    private static int? Number(IJsonSource source, JsonRange value)
    {
        var text = value.Length > 20 ? string.Empty : Encoding.UTF8.GetString(JsonItems.ReadBytes(source, value)).Trim('"');
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
