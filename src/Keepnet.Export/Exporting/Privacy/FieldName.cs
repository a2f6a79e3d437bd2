namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What a property's name says about its value; case, spaces, <c>_</c>, <c>-</c> and <c>.</c> do not matter.</summary>
internal sealed record FieldName
{
    private FieldName(string normalized) => Normalized = normalized;

    /// <summary>The name in lower case, letters and digits only.</summary>
    public string Normalized { get; }

    /// <summary>What the name announces; null when it announces nothing personal.</summary>
    public PersonalKind? Kind { get; private init; }

    /// <summary>True when even a text that looks like a number or date is personal here: a user name, a date of birth.</summary>
    public bool IsCertain { get; private init; }

    /// <summary>Never personal: a status, a date, a type.</summary>
    public bool IsHarmless { get; private init; }

    /// <summary>A key of something; personal only when that something is a person.</summary>
    public bool IsId { get; private init; }

    /// <summary>A title of a campaign, training or survey, or what holds such.</summary>
    public bool IsTitle { get; private init; }

    /// <summary>True for a name that may be shown in a receipt: an identifier, or one of those known here.</summary>
    public bool IsPrintable { get; private init; }

    public static FieldName Of(ReadOnlySpan<char> name)
    {
        var normalized = Normalize(name);
        var isHarmless = FieldNames.Harmless.Contains(normalized);
        var certain = FieldNames.Certain.TryGetValue(normalized, out var kind);
        var known = certain || isHarmless || FieldNames.Titles.Contains(normalized);

        return new FieldName(normalized)
        {
            Kind = certain ? kind : isHarmless ? null : FieldNames.Likely(normalized),
            IsCertain = certain,
            IsHarmless = isHarmless,
            IsId = FieldNames.Ids.Contains(normalized),
            IsTitle = FieldNames.Titles.Contains(normalized),
            IsPrintable = name.Length <= 64 && (known || IsIdentifier(name)),
        };
    }

    public static string Normalize(ReadOnlySpan<char> name)
    {
        Span<char> letters = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        var count = 0;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
                letters[count++] = character is 'İ' or 'ı' ? 'i' : char.ToLowerInvariant(character);
        }

        return new string(letters[..count]);
    }

    private static bool IsIdentifier(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-'))
                return false;
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }
}
