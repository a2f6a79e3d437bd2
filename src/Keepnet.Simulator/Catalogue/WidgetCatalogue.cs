namespace Keepnet.Simulator;

/// <summary>Every widget of the tenant. One type comes in several chart variants, each under an id of its own.</summary>
internal static class WidgetCatalogue
{
    public const string DepartmentTableId = "Xr1aM5zGu7Oi";

    private const string Phishing = "Phishing Metrics";
    private const string Culture = "Security Culture";
    private const string Manager = "Manager Metrics";

    /// <summary>In a report, in no catalogue.</summary>
    public static readonly WidgetDefinition ReportOnly = Define(
        "StatisticsCampaignSummaryWidget", "Campaign summary", Phishing, OtherShapes.AnyDataObject, "Bar", id: "cwyB7gFFBGpl");

    /// <summary>In the layout of a report only.</summary>
    public static readonly WidgetDefinition LayoutOnly = Define(
        "StatisticsCampaignResponseWidget", "Campaign response", Phishing, TrendShapes.TrainingImpact, "Line", id: "fSy5K85rhGCD");

    private static readonly WidgetDefinition[] Listed =
    [
        .. Variants("PhishingRiskScoreAcrossIndustriesWidget", "Phishing Risk Score Across Industries", TrendShapes.RiskScoreAcrossIndustries, "Line"),
        .. Variants("IndustryPhishingRiskScoreWidget", "Industry Phishing Risk Score", CampaignShapes.IndustryRiskScore, "Bar", "StackedBar"),
        .. Variants("PhishingDwellTimeAndQuickestResponseTimeWidget", "Phishing dwell time and quickest response time", CampaignShapes.DwellTimeAndQuickestResponse, "Line"),
        .. Variants("PhishingDwellTimeDistributionWidget", "Phishing Dwell Time Distribution", BreakdownShapes.DwellTimeDistribution, "Bar"),
        .. Variants("PhishingSimulationEngagementReportingTrendsWidget", "Phishing Simulation Reporting Trends", TrendShapes.ReportingTrends, "StackedBar"),
        .. Variants("ResponseTimesToPhishingActionsWidget", "Users' Time to Failure", BreakdownShapes.ResponseTimes, "Bar"),
        .. Variants("HumanRiskScoreforHighestRiskUsersWidget", "Users with Highest Risk Scores", RiskShapes.Users, "Bar"),
        .. Variants("HumanRiskScoreforHighestRiskDepartmentsWidget", "Departments with Highest Risk Scores", RiskShapes.Departments, "Bar"),
        Define("HumanRiskScoreforHighestRiskCompaniesWidget", "Companies with Highest Risk Scores", Phishing, RiskShapes.Companies, "Bar", LicenceTier.Enterprise),
        .. Variants("RepeatOffendersUsersThresholdWidget", "Repeat Offenders Users (Threshold: 2)", BreakdownShapes.RepeatOffenders, "Pie", "Bar"),
        .. Variants("RepeatOffendersUsersRateWidget", "Phishing Simulation Repeat Offenders Rate", BreakdownShapes.RepeatOffendersRate, "Bar"),
        Define("SimulationCoverageWidget", "Simulation Coverage", Phishing, BreakdownShapes.SimulationCoverage, "Pie", id: "k8PWY03vDPke"),
        Define("SimulationCoverageWidget", "Simulation Coverage", Phishing, BreakdownShapes.SimulationCoverage, "Bar"),
        .. Variants("TotalReportedSuspiciousEmailsAndPercentageWidget", "Total Reported Suspicious Emails and Percentage", BreakdownShapes.ReportedEmails, "Bar", "Pie", "Doughnut"),
        Define("ImpactOfPhishingAwarenessTrainingWidget", "Impact of Phishing Awareness Training", Phishing, TrendShapes.TrainingImpact, "Bar", LicenceTier.Professional),
        .. Variants("TrainingCompletionWidget", "Training Completion", BreakdownShapes.TrainingCompletion, "Bar", "Pie", "Doughnut"),
        Define("DepartmentOverviewWidget", "Department overview", Phishing, OtherShapes.Table, "Table", id: DepartmentTableId),
        Define("IncidentDistributionWidget", "Incident distribution", Phishing, OtherShapes.AnyDataObject, "bar", LicenceTier.Professional),
        Define("SecurityCultureScoreGaugeWidget", "Security Culture Score", Culture, CultureShapes.Gauge, "Gauge", LicenceTier.Professional),
        Define("PhishingActivityWidget", "Phishing Activity", Manager, TrendShapes.PhishingActivity, "Bar", LicenceTier.Professional),
        Define("TrainingEnrollmentActivityWidget", "Training Enrollment Activity", Manager, TrendShapes.TrainingActivity, "Bar", LicenceTier.Enterprise),
    ];

    private static readonly Dictionary<string, WidgetDefinition> ById =
        Listed.Append(ReportOnly).Append(LayoutOnly).ToDictionary(widget => widget.Id, StringComparer.Ordinal);

    public static WidgetDefinition ManagerWidget { get; } = Listed.First(widget => widget.IsSupportManager);

    public static WidgetDefinition? Find(string widgetId) => ById.GetValueOrDefault(widgetId);

    public static IEnumerable<WidgetDefinition> Of(LicenceTier licence) => Listed.Where(widget => widget.Tier <= licence);

    /// <summary>The <c>data</c> of <c>executive-report/metrics</c>.</summary>
    public static string Render(LicenceTier licence) => Json.Write(new
    {
        metrics = Of(licence).GroupBy(widget => widget.Group).Select(group => new
        {
            name = group.Key,
            widgets = group.Select(widget => new
            {
                resourceId = widget.Id,
                name = widget.Title,
                description = widget.Description,
                widgetType = widget.Type,
                chartType = widget.ChartType,
                imageUrl = widget.IsSupportManager ? null : $"https://images.example.test/{widget.Id}.png",
                isSupportManager = widget.IsSupportManager,
            }),
        }),
    });

    private static IEnumerable<WidgetDefinition> Variants(
        string type, string title, Func<WidgetSubject, IEnumerable<WidgetPoint>> points, params string[] chartTypes) =>
        chartTypes.Select(chartType => Define(type, title, Phishing, points, chartType));

    private static WidgetDefinition Define(
        string type,
        string title,
        string group,
        Func<WidgetSubject, IEnumerable<WidgetPoint>> points,
        string chartType,
        LicenceTier tier = LicenceTier.Essential,
        string? id = null) => new()
        {
            Id = id ?? new RandomStream(0, $"{type}/{chartType}").Id(),
            Type = type,
            Title = title,
            ChartType = chartType,
            Group = group,
            Description = title.Length % 3 == 0 ? null : $"{title}, per company",
            Tier = tier,
            IsSupportManager = group == Manager,
            Points = points,
        };
}
