using static Keepnet.Simulator.WidgetValue;

namespace Keepnet.Simulator;

/// <summary>Rankings by human risk score; their values are told apart by position.</summary>
internal static class RiskShapes
{
    public static IEnumerable<WidgetPoint> Users(WidgetSubject subject) =>
        Enumerable.Range(0, subject.Random.Between(3, 8)).Select(_ => User(subject));

    public static IEnumerable<WidgetPoint> Departments(WidgetSubject subject) =>
        WidgetSubject.SomeDepartments(subject.Random.Between(2, 6)).Select(department => new WidgetPoint
        {
            DataObject = new { department },
            Values = ScoreAndUsers(subject),
        });

    public static IEnumerable<WidgetPoint> Companies(WidgetSubject subject) =>
        Enumerable.Range(0, 3).Select(_ => new WidgetPoint
        {
            DataObject = new { Company = $"Sister company {subject.Random.Between(100, 999)}" },
            Values = ScoreAndUsers(subject),
        });

    private static WidgetPoint User(WidgetSubject subject)
    {
        var (fullName, email) = subject.Person();
        return new WidgetPoint
        {
            DataObject = new { fullName, email, department = subject.Random.Chance(0.2) ? null : subject.Department() },
            Values = [new(subject.Random.Decimal(40, 100, 1), "Score", "RiskScore")],
        };
    }

    private static WidgetValue[] ScoreAndUsers(WidgetSubject subject) =>
        [Labelled("Score", subject.Random.Decimal(20, 100, 2)), Labelled("Users", subject.Random.Between(1, 300))];
}
