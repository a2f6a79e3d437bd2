namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What stands where a personal value stood. All answers are ASCII that needs no JSON escape.</summary>
internal interface IReplacer
{
    /// <summary>JSON text for a whole value.</summary>
    string Value(PersonalKind kind, ReadOnlySpan<char> value);

    /// <summary>Text for an e-mail address inside a longer one.</summary>
    string Fragment(ReadOnlySpan<char> address);

    /// <summary>Text for an e-mail address inside a property name; <paramref name="number"/> rises within an item.</summary>
    string NameFragment(ReadOnlySpan<char> address, int number);
}
