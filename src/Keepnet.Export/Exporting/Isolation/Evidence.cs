namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// How much equal answers must have in common before they are taken for one and the same. A point is about one decimal digit:
/// dormant and tiny companies rightly share small counts and round percentages.
/// </summary>
internal static class Evidence
{
    /// <summary>Less may be chance.</summary>
    public const int Enough = 5;

    /// <summary>As much proves it, even when the companies' other answers differ.</summary>
    public const int Strong = 12;

    /// <summary>What is counted at most.</summary>
    public const int Most = 1000;

    /// <summary>Whether one company was given another's data.</summary>
    /// <param name="equal">Weight of the answers both were given.</param>
    /// <param name="differs">Whether the company has answers of weight that the other does not have.</param>
    public static bool Proves(int equal, bool differs) => equal >= (differs ? Strong : Enough);
}
