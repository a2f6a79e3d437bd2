using System.Globalization;
using System.Text;
using Keepnet.Api.Json;

namespace Keepnet.Api.Companies;

/// <summary>What one page of the company list holds.</summary>
/// <param name="Rows">Where its rows lie.</param>
/// <param name="TotalPages">Pages in all, as told by this page; null when it does not tell.</param>
internal sealed record CompanyPage(IEnumerable<JsonRange> Rows, int? TotalPages)
{
    public static CompanyPage Read(JsonAnswer answer)
    {
        IEnumerable<JsonRange> rows = [];
        int? totalPages = null;
        foreach (var member in answer.Items.SelectMany(item => JsonItems.Members(answer.Source, item)))
        {
            if (member.Name.Equals("results", StringComparison.OrdinalIgnoreCase))
            {
                rows = JsonItems.Elements(answer.Source, member.Value);
            }
            else if (member.Name.Equals("totalNumberOfPages", StringComparison.OrdinalIgnoreCase))
            {
                totalPages = Number(answer.Source, member.Value);
            }
        }

        return new CompanyPage(rows, totalPages);
    }

    private static int? Number(IJsonSource source, JsonRange value)
    {
        var text = value.Length > 20 ? string.Empty : Encoding.UTF8.GetString(JsonItems.ReadBytes(source, value)).Trim('"');
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
