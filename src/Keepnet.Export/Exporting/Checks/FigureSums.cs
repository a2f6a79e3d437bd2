namespace Keepnet.Export.Exporting.Checks;

/// <summary>What the named figures of one widget add up to over all its points.</summary>
internal sealed class FigureSums(int count)
{
    private readonly double[] _sums = new double[count];
    private readonly int[] _times = new int[count];

    public double this[Figure figure] => _sums[figure.Index];

    /// <summary>How many values the sum has.</summary>
    public int TimesOf(Figure figure) => _times[figure.Index];

    public void Add(Figure figure, double value)
    {
        _sums[figure.Index] += value;
        _times[figure.Index]++;
    }
}
