namespace Keepnet.Export.Exporting.Checks;

/// <summary>Percentages of the parts of one whole add up to 100, give or take the rounding of each; all zero says that there was nothing to share.</summary>
internal sealed class SumRule(params Figure[] parts) : IPointRule
{
    // Each part may have been rounded to a whole number.
    private readonly double _slack = (0.5 * parts.Length) + 0.01;

    public string Name => "sumOfParts";

    public bool Holds(PointFigures point)
    {
        var sum = SumOf(point);
        return sum == 0 || !(Math.Abs(sum - 100) > _slack);
    }

    public string Describe(PointFigures point) =>
        $"{string.Join(" + ", parts.Select(part => part.Name))} make {SumOf(point).ToText()}, not 100";

    private double SumOf(PointFigures point)
    {
        var sum = 0.0;
        foreach (var part in parts)
        {
            sum += point[part];
        }

        return sum;
    }
}
