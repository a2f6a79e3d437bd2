namespace Keepnet.Simulator;

/// <summary>
/// Which company lies under which, by index alone: of every eight companies five are at the top,
/// the third has two children, and the second of these has one.
/// </summary>
internal sealed class CompanyTree(int count)
{
    private const int Block = 8;

    private static readonly int[] TopLevel = [0, 1, 2, 6, 7];

    public int Count => count;

    public int TopLevelCount =>
        count / Block * TopLevel.Length + TopLevel.Count(position => position < count % Block);

    /// <summary>The index of the top-level company at this position.</summary>
    public static int TopLevelAt(int position) =>
        position / TopLevel.Length * Block + TopLevel[position % TopLevel.Length];

    public IEnumerable<int> ChildrenOf(int index)
    {
        int[] offsets = (index % Block) switch { 2 => [1, 2], 4 => [1], _ => [] };
        return offsets.Select(offset => index + offset).Where(child => child < count);
    }
}
