namespace Keepnet.Export.Exporting.Checks;

/// <summary>Where counts and percentages are both there, a percentage is what its count is of all counts together.</summary>
internal sealed class ShareRule(Figure percentage, Figure count, params Figure[] otherCounts) : IPointRule
{
    // Rounded to a whole number, and a count or two counted a moment later.
    private const double Slack = 1;

    public string Name => "shareOfCount";

    public bool Holds(PointFigures point) => !(Math.Abs(point[percentage] - ShareOf(point)) > Slack);

    public string Describe(PointFigures point) =>
        $"{percentage.Name} is {point[percentage].ToText()}, but {count.Name} is {ShareOf(point).ToText()} per cent of all";

    // NaN, with which everything holds, where there is nothing to share.
    private double ShareOf(PointFigures point)
    {
        var whole = point[count];
        foreach (var other in otherCounts)
        {
            whole += point[other];
        }

        return whole == 0 ? double.NaN : 100 * point[count] / whole;
    }
}
