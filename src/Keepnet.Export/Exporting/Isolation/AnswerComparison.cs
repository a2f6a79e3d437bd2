namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What two answers have in common.</summary>
/// <param name="Equal">Weight of the parts that are equal.</param>
/// <param name="Different">Weight of the parts that differ, or that one of two lists lacks.</param>
/// <param name="IsIdentical">Whether every single part is equal, those without weight too.</param>
internal readonly record struct AnswerComparison(int Equal, int Different, bool IsIdentical)
{
    /// <summary>Whether both are one company's, as far as can be told.</summary>
    public bool IsSame => Equal >= Evidence.Enough && Different == 0;
}
