namespace Keepnet.Export.Exporting.Checks;

/// <summary>A risk score lies between 0 and 100, a security culture score between 0 and 5.</summary>
internal sealed class ScoreRule : IValueRule
{
    public string Name => "scoreRange";

    public bool Holds(Figure figure, double value) => LimitOf(figure.Kind) is not { } limit || (value >= 0 && value <= limit);

    public string Describe(Figure figure, double value) =>
        $"{figure.Name} is {value.ToText()}, not between 0 and {(LimitOf(figure.Kind) ?? 0).ToText()}";

    private static double? LimitOf(FigureKind kind) => kind switch
    {
        FigureKind.RiskScore => 100,
        FigureKind.CultureScore => 5,
        FigureKind.CultureScoreX100 => 500,
        _ => null,
    };
}
