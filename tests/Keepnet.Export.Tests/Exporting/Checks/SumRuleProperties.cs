using FsCheck.Xunit;
using Keepnet.Export.Exporting.Checks;

namespace Keepnet.Export.Tests.Exporting.Checks;

public sealed class SumRuleProperties
{
    private static readonly Figure[] Parts = [.. Enumerable.Range(0, 3).Select(index => new Figure($"Part{index}", FigureKind.Percentage, index))];

    [Property(MaxTest = 500)]
    public bool Shares_of_any_counts_hold_however_they_are_rounded(byte first, ushort second, byte third, byte digits)
    {
        var counts = new[] { first, second, (double)third };
        var point = PointOf(counts.Select(count => counts.Sum() == 0 ? 0 : Math.Round(100 * count / counts.Sum(), digits % 4)));

        return new SumRule(Parts).Holds(point);
    }

    [Property(MaxTest = 500)]
    public bool A_part_off_by_more_than_all_rounding_is_seen(byte first, ushort second, byte third, bool isTooMuch)
    {
        var counts = new[] { first + 1.0, second, third };
        var shares = counts.Select(count => 100 * count / counts.Sum()).ToArray();
        shares[0] += isTooMuch ? 1.6 : -1.6;

        return !new SumRule(Parts).Holds(PointOf(shares));
    }

    [Property(MaxTest = 200)]
    public bool Shares_agree_with_the_counts_they_are_made_of(byte first, ushort second, byte third, byte digits)
    {
        var (count, others) = (new Figure("Count", FigureKind.Count, 3), new[] { new Figure("Second", FigureKind.Count, 4), new Figure("Third", FigureKind.Count, 5) });
        var whole = first + second + third;
        var point = PointOf([whole == 0 ? 0 : Math.Round(100.0 * first / whole, digits % 4), 0, 0, first, second, third]);

        return new ShareRule(Parts[0], count, others).Holds(point);
    }

    private static PointFigures PointOf(IEnumerable<double> values)
    {
        var point = new PointFigures(6);
        foreach (var (index, value) in values.Index())
        {
            point.Add(new Figure("", FigureKind.Percentage, index), value);
        }

        return point;
    }
}
