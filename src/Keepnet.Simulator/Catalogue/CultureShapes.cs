using static Keepnet.Simulator.WidgetValue;

namespace Keepnet.Simulator;

/// <summary>The security culture gauge: one object with bands and surveys, or only values times one hundred.</summary>
internal static class CultureShapes
{
    private const string Benchmark = "All companies";

    public static IEnumerable<WidgetPoint> Gauge(WidgetSubject subject)
    {
        var overall = subject.Random.Decimal(0, 5, 2);
        var benchmark = subject.Random.Decimal(1, 4, 2);
        return [new WidgetPoint
        {
            DataObject = subject.Company.Index % 5 == 2 ? null : Survey(subject, overall, benchmark),
            Values =
            [
                Named("OverallScoreX100", decimal.Truncate(overall * 100)),
                Named("BenchmarkScoreX100", decimal.Truncate(benchmark * 100)),
                Labelled("IndustryAverageX100", subject.Random.Between(100, 400)),
            ],
        }];
    }

    private static object Survey(WidgetSubject subject, decimal overall, decimal benchmark) => new
    {
        name = "Security Culture Survey",
        description = "Five dimensions",
        overallScore = overall,
        benchmarkScore = benchmark,
        benchmarkLabel = Benchmark,
        benchmarkDifference = overall - benchmark,
        benchmarkComparisonSentence = overall >= benchmark ? "Above the benchmark" : "Below the benchmark",
        enrollmentCount = 2,
        participantCount = subject.Random.Between(5, 500),
        bands = new object[]
        {
            new { label = "Low", from = 0, to = 1.9m, description = "Needs work" },
            new { label = "Medium", from = 2, to = 3.4m, description = (string?)null },
            new { label = "High", from = 3.5m, to = 5, description = "Keep it up" },
        },
        enrollments = Enumerable.Range(1, 2).Select(number => new
        {
            enrollmentId = subject.Random.Id(),
            enrollmentName = $"Survey {subject.Company.Number}-{number}",
            participantCount = subject.Random.Between(5, 250),
            overallScore = subject.Random.Decimal(0, 5, 1),
        }).ToArray(),
    };
}
