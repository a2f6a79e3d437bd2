namespace Keepnet.Export.Exporting.Changes;

/// <summary>What became of a widget or report since the previous export of the same company and period.</summary>
public enum ChangeKind
{
    /// <summary>The previous export did not have it.</summary>
    New,

    /// <summary>It says something else than before.</summary>
    Changed,

    /// <summary>It says what it said before.</summary>
    Same,

    /// <summary>The previous export had it and the API no longer offers it.</summary>
    Gone,

    /// <summary>It could not be had this time; the next export compares with what is known of it from before.</summary>
    Unknown,
}
