namespace Keepnet.Export.Exporting.Checks;

/// <summary>A count or a duration is never below zero.</summary>
internal sealed class NegativeRule : IValueRule
{
    public string Name => "negative";

    public bool Holds(Figure figure, double value) => figure.Kind is not (FigureKind.Count or FigureKind.Minutes) || value >= 0;

    public string Describe(Figure figure, double value) => $"{figure.Name} is {value.ToText()}, below zero";
}
