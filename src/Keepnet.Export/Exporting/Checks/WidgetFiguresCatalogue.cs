using static Keepnet.Export.Exporting.Checks.FigureKind;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>What is known of the figures of each widget type.</summary>
internal static class WidgetFiguresCatalogue
{
    private static readonly WidgetFigures Ranking = new WidgetFigures().With(RiskScore, "Score", "RiskScore").With(Count, "UserCount", "Users");

    private static readonly WidgetFigures Activity = TrainingActivity();

    private static readonly Dictionary<string, WidgetFigures> ByType = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PhishingRiskScoreAcrossIndustriesWidget"] = new WidgetFigures { Other = Figure.Any(RiskScore) },
        ["IndustryPhishingRiskScoreWidget"] = CampaignRuns(),
        ["PhishingDwellTimeAndQuickestResponseTimeWidget"] = new WidgetFigures().With(Minutes, "AverageDwellTime", "QuickestResponse"),
        ["PhishingDwellTimeDistributionWidget"] = Distribution(Minutes, "AverageDwellTime"),
        ["PhishingSimulationEngagementReportingTrendsWidget"] = ReportingTrends(),
        ["ResponseTimesToPhishingActionsWidget"] = new WidgetFigures().With(Count, "Clicked", "SubmittedData")
            .With(Minutes, "AverageClickTime", "industryAverageClickTime", "AverageDataSubmitTime", "industryAverageDataSubmitTime"),
        ["HumanRiskScoreforHighestRiskUsersWidget"] = Ranking,
        ["HumanRiskScoreforHighestRiskDepartmentsWidget"] = Ranking,
        ["HumanRiskScoreforHighestRiskCompaniesWidget"] = Ranking,
        ["RepeatOffendersUsersThresholdWidget"] = new WidgetFigures().With(Count, "CountRepeatOffender", "CountSimulated")
            .With(Percentage, "RepeatOffenderPercentage", "PercentageSimulated"),
        ["RepeatOffendersUsersRateWidget"] = new WidgetFigures().With(Percentage, "RepeatOffenderPercentage", "PLA"),
        ["SimulationCoverageWidget"] = SimulationCoverage(),
        ["TotalReportedSuspiciousEmailsAndPercentageWidget"] = Distribution(Count, "Count").WithGrowing("Count"),
        ["ImpactOfPhishingAwarenessTrainingWidget"] = new WidgetFigures().With(Percentage, "Percentage", "IndustryAverage"),
        ["TrainingCompletionWidget"] = TrainingCompletion(),
        ["SecurityCultureScoreGaugeWidget"] = CultureScores(),
        ["PhishingActivityWidget"] = new WidgetFigures().With(Count, "Delivered", "RiskyActions", "Reported")
            .WithGrowing("Delivered", "RiskyActions", "Reported"),
        ["TrainingEnrollmentActivityWidget"] = Activity,
        ["TrainingActivityWidget"] = Activity,
    };

    public static WidgetFigures Of(string? widgetType) =>
        widgetType is not null && ByType.TryGetValue(widgetType, out var figures) ? figures : WidgetFigures.Unknown;

    private static WidgetFigures CampaignRuns()
    {
        var figures = new WidgetFigures().With(RiskScore, "IndustryAverage");
        var (score, metrics, reported) = (figures.Add(RiskScore, "RiskScore"), figures.Add(Count, "TotalMetrics"), figures.Add(Count, "TotalReportedCount"));
        return figures.WithGrowing("TotalReportedCount").Obeying(
            new ContradictionRule(score, figures.Add(RiskScore, ".riskScore")),
            new ContradictionRule(metrics, figures.Add(Count, ".totalMetrics")),
            new ContradictionRule(reported, figures.Add(Count, ".totalReportedCount")));
    }

    // Bars that may be cut: the shares need not reach 100, but cannot exceed it.
    private static WidgetFigures Distribution(FigureKind kind, string other)
    {
        var figures = new WidgetFigures().With(kind, other);
        var share = figures.Add(Percentage, "Percentage");
        return figures.Obeying(new SharesRule(share));
    }

    private static WidgetFigures ReportingTrends()
    {
        var figures = new WidgetFigures();
        return figures.Obeying(
            new SumRule(
                figures.Add(Percentage, "Users Who Clicked And Reported"),
                figures.Add(Percentage, "Users Who Did Not Click And Reported"),
                figures.Add(Percentage, "Users Who Did Not Reported")));
    }

    private static WidgetFigures SimulationCoverage()
    {
        var figures = new WidgetFigures();
        var (yes, no) = (figures.Add(Count, "CountSimulated"), figures.Add(Count, "CountNonSimulated"));
        var (yesShare, noShare) = (figures.Add(Percentage, "SimulatedPercentage"), figures.Add(Percentage, "NonSimulatedPercentage"));
        return figures.Obeying(new SumRule(yesShare, noShare), new ShareRule(yesShare, yes, no), new ShareRule(noShare, no, yes));
    }

    private static WidgetFigures TrainingCompletion()
    {
        var figures = new WidgetFigures();
        var (done, doneCount) = (figures.Add(Percentage, "Completed"), figures.Add(Count, "CompletedCount"));
        var (begun, begunCount) = (figures.Add(Percentage, "InProgress"), figures.Add(Count, "InProgressCount"));
        var (open, openCount) = (figures.Add(Percentage, "Incomplete"), figures.Add(Count, "IncompleteCount"));
        return figures.Obeying(
            new SumRule(done, begun, open),
            new ShareRule(done, doneCount, begunCount, openCount),
            new ShareRule(begun, begunCount, doneCount, openCount),
            new ShareRule(open, openCount, doneCount, begunCount));
    }

    private static WidgetFigures CultureScores()
    {
        var figures = new WidgetFigures().With(CultureScoreX100, "IndustryAverageX100");
        var (overall, benchmark) = (figures.Add(CultureScoreX100, "OverallScoreX100"), figures.Add(CultureScoreX100, "BenchmarkScoreX100"));
        return figures.Obeying(
            new ContradictionRule(overall, figures.Add(CultureScore, ".overallScore"), factor: 100),
            new ContradictionRule(benchmark, figures.Add(CultureScore, ".benchmarkScore"), factor: 100));
    }

    // What is completed is the difference, which cannot be negative.
    private static WidgetFigures TrainingActivity()
    {
        var figures = new WidgetFigures();
        var incomplete = figures.Add(Count, "Incomplete");
        return figures.Obeying(new PartRule(incomplete, figures.Add(Count, "Total")), new PartRule(incomplete, figures.Add(Count, "Enrollment")));
    }
}
