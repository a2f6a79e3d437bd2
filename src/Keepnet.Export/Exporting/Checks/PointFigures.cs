namespace Keepnet.Export.Exporting.Checks;

/// <summary>The named figures of the point in hand. One that comes twice counts as missing: nobody knows which is meant.</summary>
internal sealed class PointFigures(int count)
{
    private readonly double[] _values = new double[count];
    private readonly int[] _times = new int[count];

    /// <summary>NaN when the figure is missing; whatever is reckoned with it is NaN too, and no comparison with that is true.</summary>
    public double this[Figure figure] => _times[figure.Index] == 1 ? _values[figure.Index] : double.NaN;

    public void Add(Figure figure, double value)
    {
        _values[figure.Index] = value;
        _times[figure.Index]++;
    }

    public void Clear() => Array.Clear(_times);
}
