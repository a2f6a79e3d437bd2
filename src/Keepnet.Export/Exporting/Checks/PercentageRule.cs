namespace Keepnet.Export.Exporting.Checks;

/// <summary>A percentage lies between 0 and 100.</summary>
internal sealed class PercentageRule : IValueRule
{
    // Of shares that were rounded one by one and then added up.
    private const double Slack = 0.1;

    public string Name => "percentageRange";

    public bool Holds(Figure figure, double value) =>
        figure.Kind != FigureKind.Percentage || value is >= -Slack and <= 100 + Slack;

    public string Describe(Figure figure, double value) => $"{figure.Name} is {value.ToText()}, not between 0 and 100";
}
