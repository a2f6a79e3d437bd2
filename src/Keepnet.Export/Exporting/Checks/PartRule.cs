namespace Keepnet.Export.Exporting.Checks;

/// <summary>A part is not larger than its whole.</summary>
internal sealed class PartRule(Figure part, Figure whole) : IPointRule
{
    public string Name => "partOverWhole";

    public bool Holds(PointFigures point) => !(point[part] > point[whole]);

    public string Describe(PointFigures point) =>
        $"{part.Name} is {point[part].ToText()} of {whole.Name} {point[whole].ToText()}";
}
