namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What was done to personal data, for the manifest: how much and where, never which values.</summary>
public sealed record PrivacyReceipt
{
    /// <summary><c>pseudonymize</c> or <c>drop</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Version of the rule set; rises whenever the same input may come out differently.</summary>
    public int Rules { get; init; } = 1;

    /// <summary>
    /// Values replaced per path, such as <c>widgets[].widgetDatas[].dataObject.email</c>. A property name that is not a
    /// plain identifier, and might therefore itself say whose data it is, reads <c>*</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Fields { get; init; }

    /// <summary>First 8 hex digits of the key's SHA-256: exports with the same one share their pseudonyms. Null when dropping.</summary>
    public string? KeyId { get; init; }
}
