using static Keepnet.Simulator.WidgetValue;

namespace Keepnet.Simulator;

/// <summary>Widgets with one point per campaign.</summary>
internal static class CampaignShapes
{
    private static readonly string[] Types = ["Phishing", "Quishing", "Vishing", "Smishing", "Callback"];

    public static IEnumerable<WidgetPoint> IndustryRiskScore(WidgetSubject subject) =>
        Enumerable.Range(0, subject.Random.Between(2, 6)).Select(number => CampaignRun(subject, number));

    public static IEnumerable<WidgetPoint> DwellTimeAndQuickestResponse(WidgetSubject subject) =>
        Enumerable.Range(0, subject.Random.Between(2, 5)).Select(number => new WidgetPoint
        {
            DataObject = new { name = subject.Campaign(number), fullName = (string?)null, department = subject.Department() },
            Values =
            [
                Named("AverageDwellTime", subject.Random.Decimal(2, 240, 2)),
                Named("QuickestResponse", subject.Random.Decimal(0, 9, 1)),
            ],
        });

    private static WidgetPoint CampaignRun(WidgetSubject subject, int number)
    {
        var riskScore = subject.Random.Decimal(0, 100, 2);
        var delivered = subject.Random.Between(50, 900);
        var reported = subject.Random.Between(0, 50);
        return new WidgetPoint
        {
            Date = subject.AnyDate(),
            DataObject = new
            {
                name = subject.Campaign(number),
                phishingType = subject.Random.Pick(Types),
                startDate = subject.AnyDate(),
                riskScore,
                totalMetrics = delivered + reported,
                totalDeliveredCount = delivered,
                totalClickedCount = subject.Random.Between(0, 49),
                totalSubmittedCount = subject.Random.Between(0, 20),
                totalMfaSubmittedCount = 0,
                totalAttachmentOpenedCount = subject.Random.Between(0, 9),
                totalScanQRCount = 0,
                totalVishedCount = (int?)null,
                totalCalledCount = 0,
                totalEnteredCount = 0,
                totalReportedCount = reported,
            },
            Values =
            [
                Named("RiskScore", riskScore),
                Named("TotalMetrics", delivered + reported),
                Named("TotalReportedCount", reported),
                Named("IndustryAverage", subject.Random.Between(10, 60)),
            ],
        };
    }
}
