using Keepnet.Api;
using Keepnet.Api.Reports;
using Keepnet.Api.Transport;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting;

/// <summary>One company to export in one run.</summary>
internal sealed record ExportJob
{
    public required string RunId { get; init; }

    public required string CompanyId { get; init; }

    public string? CompanyName { get; init; }

    public required ReportPeriod Period { get; init; }

    public required string Trigger { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The attempt that was asked for; <see cref="Attempt"/> counts on from it when the company is put off.</summary>
    public required int WishedAttempt { get; init; }

    public required bool ReportDetails { get; init; }

    /// <summary>Counts the calls made for the company, whatever comes of them.</summary>
    public CallStatistics Calls { get; } = new();

    /// <summary>True when this is the last chance: what passing failures leave out is then written off.</summary>
    public required bool IsLastAttempt { get; init; }

    /// <summary>Time left for the company; a failure that lasts longer is as good as final.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Whether nothing better can come of trying again: what such a failure leaves out is written off.</summary>
    public bool IsFinal(TimeSpan? retryAfter) => IsLastAttempt || retryAfter > Patience;

    /// <summary>In whose name calls are made for the export; what came on demand goes first.</summary>
    public CompanyScope ScopeOf(string companyId) => new(companyId, Calls) { IsUrgent = Trigger == RunTrigger.Request };
}
