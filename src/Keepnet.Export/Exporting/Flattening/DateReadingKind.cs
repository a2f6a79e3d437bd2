namespace Keepnet.Export.Exporting.Flattening;

/// <summary>How a date was understood.</summary>
public enum DateReadingKind
{
    /// <summary>No date, or one that does not exist, such as 31/02/2026.</summary>
    Unreadable,

    /// <summary>Day first or month first: nothing tells.</summary>
    Ambiguous,

    /// <summary>Beyond doubt.</summary>
    Certain,

    /// <summary>Beyond doubt, but not in the order announced by the setting or the token.</summary>
    Contradicting,
}
