namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What kind of API object is rewritten; decides which rules hold.</summary>
internal enum PrivacySubject
{
    /// <summary>An item of the report list.</summary>
    Report,

    /// <summary>One report with its layout and widgets.</summary>
    ReportDetail,

    /// <summary>A widget with its data.</summary>
    Widget,

    /// <summary>A company of the company list.</summary>
    Company,
}
