namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What counts as evidence that an answer belongs to one company only.</summary>
internal enum EvidenceKind
{
    /// <summary>Reports a user of the company may edit or delete; built-in ones are everybody's.</summary>
    OwnReports,

    /// <summary>Figures and addresses of a widget: what is neither zero, nor the sector's, nor part of every company's chart.</summary>
    Figures,

    /// <summary>The same, inside the widgets that a report carries.</summary>
    ReportFigures,
}
