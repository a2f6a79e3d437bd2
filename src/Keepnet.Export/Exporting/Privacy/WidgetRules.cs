using System.Collections.Frozen;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What is known of one widget type.</summary>
internal sealed record WidgetRules
{
    /// <summary>A type nobody has described: its texts may be anybody's.</summary>
    public static readonly WidgetRules Unknown = new();

    /// <summary>An unknown type whose points have dates and neither objects nor tables: its labels can only be names of metrics.</summary>
    public static readonly WidgetRules UnknownTimeSeries = new() { LabelsAreMetrics = true };

    private static readonly WidgetRules Known = new() { LabelsAreMetrics = true, IsKnown = true };

    private static readonly FrozenDictionary<string, WidgetRules> Catalogue = new Dictionary<string, WidgetRules>
    {
        ["PhishingRiskScoreAcrossIndustriesWidget"] = Known,
        ["IndustryPhishingRiskScoreWidget"] = Titled("name"),
        ["PhishingDwellTimeAndQuickestResponseTimeWidget"] = Titled("name"),
        ["PhishingDwellTimeDistributionWidget"] = Known,
        ["PhishingSimulationEngagementReportingTrendsWidget"] = Known,
        ["ResponseTimesToPhishingActionsWidget"] = Known,
        ["HumanRiskScoreforHighestRiskUsersWidget"] = Known,
        ["HumanRiskScoreforHighestRiskDepartmentsWidget"] = Known,
        ["HumanRiskScoreforHighestRiskCompaniesWidget"] = Known,
        ["RepeatOffendersUsersThresholdWidget"] = Known,
        ["RepeatOffendersUsersRateWidget"] = Known,
        ["SimulationCoverageWidget"] = Known,
        ["TotalReportedSuspiciousEmailsAndPercentageWidget"] = Known,
        ["ImpactOfPhishingAwarenessTrainingWidget"] = Known,
        ["TrainingCompletionWidget"] = Known,
        ["SecurityCultureScoreGaugeWidget"] = Titled("name", "description"),
        ["PhishingActivityWidget"] = Known,
        ["TrainingEnrollmentActivityWidget"] = Known,
        ["TrainingActivityWidget"] = Known,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the names and labels of <c>values</c> are names of metrics.</summary>
    public bool LabelsAreMetrics { get; private init; }

    public bool IsKnown { get; private init; }

    /// <summary>Fields of <c>dataObject</c> (normalised names) that are titles in this type and persons' names elsewhere.</summary>
    public FrozenSet<string> Titles { get; private init; } = [];

    public static WidgetRules? Find(string? widgetType) => widgetType is null ? null : Catalogue.GetValueOrDefault(widgetType);

    private static WidgetRules Titled(params string[] fields) => Known with { Titles = fields.ToFrozenSet() };
}
