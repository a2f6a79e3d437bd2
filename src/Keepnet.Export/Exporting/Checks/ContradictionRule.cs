namespace Keepnet.Export.Exporting.Checks;

/// <summary>A figure that a point tells twice, in <c>values</c> and in <c>dataObject</c>, is the same both times, as far as rounding goes.</summary>
/// <param name="figure">The one in <c>values</c>.</param>
/// <param name="again">The one in <c>dataObject</c>.</param>
/// <param name="factor">What the second is multiplied by in the first.</param>
internal sealed class ContradictionRule(Figure figure, Figure again, double factor = 1) : IPointRule
{
    // One of the two may be rounded, to a whole number or, where it is small, to one decimal.
    private readonly double _slack = Math.Max(1, 0.05 * factor);

    public string Name => "contradiction";

    public bool Holds(PointFigures point) => !(Math.Abs(point[figure] - (factor * point[again])) > _slack);

    public string Describe(PointFigures point) =>
        $"{figure.Name} is {point[figure].ToText()}, but dataObject{again.Name} is {point[again].ToText()}";
}
