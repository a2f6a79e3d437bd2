namespace Keepnet.Export.Exporting.Checks;

/// <summary>A percentage that each point has of the same whole does not exceed 100 over all points, give or take the rounding of each.</summary>
internal sealed class SharesRule(Figure percentage) : IWidgetRule
{
    public string Name => "sharesOverWhole";

    public bool Holds(FigureSums sums) => sums[percentage] <= 100.01 + (0.5 * sums.TimesOf(percentage));

    public string Describe(FigureSums sums) =>
        $"{percentage.Name} of {sums.TimesOf(percentage)} points make {sums[percentage].ToText()}, more than 100";
}
