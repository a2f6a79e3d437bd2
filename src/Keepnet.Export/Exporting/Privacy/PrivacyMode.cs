namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What happens to personal values on their way to the store; setting <c>Export:Privacy</c>.</summary>
public enum PrivacyMode
{
    /// <summary>They are stored as the API sends them.</summary>
    Keep,

    /// <summary>Each becomes a keyed hash: the same value gives the same pseudonym in every widget, company and run.</summary>
    Pseudonymize,

    /// <summary>Each becomes a JSON null.</summary>
    Drop,
}
