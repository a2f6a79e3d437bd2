namespace Keepnet.Export.Exporting.Checks;

/// <summary>A figure that rules know: its name is this program's own word, never one that was sent.</summary>
/// <param name="Name">As a message tells it: <c>SimulatedPercentage</c>, or <c>a percentage</c> for any other of its kind.</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Index">Its place among the figures of the widget type; -1 when it has no name of its own.</param>
internal sealed record Figure(string Name, FigureKind Kind, int Index)
{
    private static readonly Figure[] Unnamed =
        [.. Enum.GetValues<FigureKind>().Select(kind => new Figure(Describe(kind), kind, -1))];

    public static Figure Any(FigureKind kind) => Unnamed[(int)kind];

    private static string Describe(FigureKind kind) => kind switch
    {
        FigureKind.Percentage => "a percentage",
        FigureKind.RiskScore => "a risk score",
        FigureKind.CultureScore => "a culture score",
        FigureKind.CultureScoreX100 => "a culture score times 100",
        FigureKind.Count => "a count",
        _ => "a duration",
    };
}
