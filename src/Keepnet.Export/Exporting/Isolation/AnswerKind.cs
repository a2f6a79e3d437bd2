namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The calls whose answers are compared.</summary>
internal enum AnswerKind
{
    /// <summary>The list of reports.</summary>
    Reports,

    /// <summary>One report with its data.</summary>
    Report,

    /// <summary>Some widgets' data.</summary>
    Widgets,
}
