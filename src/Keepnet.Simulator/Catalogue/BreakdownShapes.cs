using System.Globalization;
using static Keepnet.Simulator.WidgetValue;

namespace Keepnet.Simulator;

/// <summary>Widgets that split a whole into ranges or shares.</summary>
internal static class BreakdownShapes
{
    private static readonly string[] Minutes = ["0-5", "5-10", "10-30", "30-60", "60-240", "240+"];

    private static readonly string[] Verdicts = ["Undetected", "Malicious", "Phishing", "Simulation"];

    public static IEnumerable<WidgetPoint> DwellTimeDistribution(WidgetSubject subject)
    {
        var average = subject.Random.Decimal(3, 90, 2);
        return Minutes.Zip(subject.Shares(Minutes.Length), (range, share) => new WidgetPoint
        {
            DataObject = new { ActionRange = range },
            Values = [Named("Percentage", share), Named("AverageDwellTime", average)],
        });
    }

    public static IEnumerable<WidgetPoint> ResponseTimes(WidgetSubject subject) =>
        Enumerable.Range(1, 6).Select(minute => new WidgetPoint
        {
            DataObject = new { ActionRange = minute },
            Values =
            [
                Named("Clicked", subject.Random.Between(0, 90)),
                Named("SubmittedData", subject.Random.Between(0, 40)),
                Named("AverageClickTime", subject.Random.Decimal(1, 60, 1)),
                Named("industryAverageClickTime", subject.Random.Decimal(1, 60, 1)),
                Named("AverageDataSubmitTime", string.Create(CultureInfo.InvariantCulture, $"{subject.Random.Decimal(1, 60, 2)}")),
                Named("industryAverageDataSubmitTime", null),
            ],
        });

    public static IEnumerable<WidgetPoint> RepeatOffenders(WidgetSubject subject)
    {
        var offenders = subject.Random.Between(0, subject.Company.TargetUsers);
        var share = Share(offenders, subject.Company.TargetUsers);
        return [Values(
            Named("CountRepeatOffender", offenders),
            Named("CountSimulated", subject.Company.TargetUsers - offenders),
            Named("RepeatOffenderPercentage", share),
            Named("PercentageSimulated", 100m - share))];
    }

    /// <summary><c>PLA</c> is a fixed target.</summary>
    public static IEnumerable<WidgetPoint> RepeatOffendersRate(WidgetSubject subject) =>
        [Values(Named("RepeatOffenderPercentage", subject.Random.Decimal(0, 40, 4)), Named("PLA", 5))];

    public static IEnumerable<WidgetPoint> SimulationCoverage(WidgetSubject subject)
    {
        var simulated = subject.Random.Between(1, subject.Company.TargetUsers);
        var share = Share(simulated, subject.Company.TargetUsers);
        return [Values(
            Named("CountSimulated", simulated),
            Named("CountNonSimulated", subject.Company.TargetUsers - simulated),
            Named("SimulatedPercentage", share),
            Named("NonSimulatedPercentage", 100m - share))];
    }

    /// <summary>One of the percentages is a text with its sign.</summary>
    public static IEnumerable<WidgetPoint> TrainingCompletion(WidgetSubject subject)
    {
        var (done, begun, open) = (subject.Random.Between(0, 900), subject.Random.Between(0, 200), subject.Random.Between(1, 200));
        var (doneShare, begunShare) = (Share(done, done + begun + open), Share(begun, done + begun + open));
        return [Values(
            Named("Completed", doneShare), Named("CompletedCount", done),
            Named("InProgress", begunShare), Named("InProgressCount", begun),
            Named("Incomplete", string.Create(CultureInfo.InvariantCulture, $"{100m - doneShare - begunShare:0.00}%")), Named("IncompleteCount", open))];
    }

    public static IEnumerable<WidgetPoint> ReportedEmails(WidgetSubject subject) => Verdicts.Zip(subject.Shares(Verdicts.Length), (verdict, share) =>
    {
        var breakdown = verdict == "Simulation" ? SourceBreakdown(subject) : null;
        var isInside = subject.Company.Index % 2 == 0;
        return new WidgetPoint
        {
            DataObject = isInside && breakdown is not null
                ? new { ActionRange = verdict, sourceBreakdown = breakdown }
                : new { ActionRange = verdict },
            SourceBreakdown = isInside ? null : breakdown,
            Values = [new(share, "Percentage", null), new(subject.Random.Between(0, 400), "Count", null)],
        };
    });

    private static object SourceBreakdown(WidgetSubject subject) => new
    {
        incidentResponderCount = subject.Random.Between(0, 40),
        campaignCount = 2,
        campaigns = new object[]
        {
            new { campaignName = subject.Campaign(0), count = subject.Random.Between(1, 60) },
            new { name = subject.Campaign(1), reportCount = subject.Random.Between(1, 60) },
        },
        sourceSummary = "Reported by add-in",
    };

    private static WidgetPoint Values(params WidgetValue[] values) => new() { Values = values };

    private static decimal Share(int part, int whole) => decimal.Round(100m * part / whole, 2);
}
