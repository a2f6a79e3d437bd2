namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Leaves nothing of a personal value.</summary>
internal sealed class Remover : IReplacer
{
    public string Value(PersonalKind kind, ReadOnlySpan<char> value) => "null";

    public string Fragment(ReadOnlySpan<char> address) => "[removed]";

    // Numbered, because two properties of one object must not get the same name.
    public string NameFragment(ReadOnlySpan<char> address, int number) => $"[removed-{number}]";
}
