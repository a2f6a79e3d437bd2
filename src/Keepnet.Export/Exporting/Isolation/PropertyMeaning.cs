namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What a property's name says about the value under it.</summary>
[Flags]
internal enum PropertyMeaning
{
    None = 0,

    /// <summary>The value is shared with other companies.</summary>
    Shared = 1,

    /// <summary>The value names what is beside it.</summary>
    Naming = 2,

    /// <summary>The value tells whether a report is the company's own.</summary>
    Ownership = 4,

    /// <summary>The value holds a widget's data.</summary>
    Points = 8,
}
