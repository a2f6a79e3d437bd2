namespace Keepnet.Export.Verification;

/// <summary>One file that is not as it should be.</summary>
/// <param name="Path">From the store's root.</param>
/// <param name="Problem"><c>missing</c>, <c>changed</c>, <c>unlisted</c> or <c>unreadable</c>.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record StoreProblem(string Path, string Problem, string Detail)
{
    public const string Missing = "missing";
    public const string Changed = "changed";
    public const string Unlisted = "unlisted";
    public const string Unreadable = "unreadable";
}
