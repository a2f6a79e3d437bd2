using System.Text.Json.Serialization;
using Keepnet.Api.Reports;

namespace Keepnet.Export.Exporting.Manifests;

/// <summary>The reporting window as asked: <c>from</c> and <c>to</c> are inclusive and only of a custom one.</summary>
public sealed record ManifestPeriod(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateOnly? From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateOnly? To)
{
    public static ManifestPeriod Of(ReportPeriod period) => new(period.Name, period.From, period.To);
}
