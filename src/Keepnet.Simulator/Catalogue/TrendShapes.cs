using System.Globalization;
using static Keepnet.Simulator.WidgetValue;

namespace Keepnet.Simulator;

/// <summary>Widgets with a time axis.</summary>
internal static class TrendShapes
{
    public static IEnumerable<WidgetPoint> RiskScoreAcrossIndustries(WidgetSubject subject) =>
        subject.ChartDates().Select((date, position) => new WidgetPoint
        {
            Date = date,
            Values =
            [
                Labelled("Company Phishing Risk Score", subject.Random.Between(3, 95), position == 0 ? new { definition = "Peak" } : null),
                Labelled($"Industry Avg ({subject.Company.Industry})", subject.Random.Decimal(10, 60, 2)),
                Labelled("All Industry Avg", position == 2 ? null : subject.Random.Between(10, 60)),
            ],
        });

    public static IEnumerable<WidgetPoint> ReportingTrends(WidgetSubject subject) =>
        subject.ChartDates().Select(date =>
        {
            var (clicked, careful) = (subject.Random.Decimal(0, 30, 1), subject.Random.Decimal(0, 40, 2));
            return new WidgetPoint
            {
                Date = date,
                Values =
                [
                    Labelled("Users Who Clicked And Reported (%)", clicked),
                    Labelled("Users Who Did Not Click And Reported (%)", careful),
                    Labelled("Users Who Did Not Reported (%)", string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(100m - clicked - careful)}%"), "rounded"),
                ],
            };
        });

    public static IEnumerable<WidgetPoint> TrainingImpact(WidgetSubject subject) =>
        subject.ChartDates().Select(date => new WidgetPoint
        {
            Date = date,
            Values =
            [
                Named("Percentage", subject.Percent(), new { definition = "Share of users who resisted after a training" }),
                Named("IndustryAverage", subject.Random.Between(20, 70)),
            ],
        });

    public static IEnumerable<WidgetPoint> PhishingActivity(WidgetSubject subject) =>
        subject.ChartDates().Select((date, position) => new WidgetPoint
        {
            Date = date,
            Values =
            [
                Labelled("Delivered", subject.Random.Between(50, 900)),
                Labelled(position % 2 == 0 ? "Risky Actions" : "RiskyActions", subject.Random.Between(0, 50)),
                Labelled("Reported", subject.Random.Between(0, 50)),
            ],
        });

    public static IEnumerable<WidgetPoint> TrainingActivity(WidgetSubject subject) =>
        subject.ChartDates().Select((date, position) => new WidgetPoint
        {
            Date = date,
            Values =
            [
                Labelled(position % 2 == 0 ? "Total" : "Enrollment", subject.Random.Between(100, 300)),
                Labelled("Incomplete", subject.Random.Between(0, 100)),
            ],
        });
}
