namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What counts as evidence that an answer belongs to one company only.</summary>
internal enum EvidenceKind
{
    /// <summary>Reports a user of the company may edit or delete; built-in ones are everybody's.</summary>
    OwnReports,

    /// <summary>Numbers other than zero that are not the sector's averages.</summary>
    Figures,
}
