namespace Keepnet.Export.Exporting.Checks;

/// <summary>What a figure counts or measures, as far as its name says.</summary>
internal enum FigureKind
{
    /// <summary>0 to 100.</summary>
    Percentage,

    /// <summary>0 to 100.</summary>
    RiskScore,

    /// <summary>0 to 5.</summary>
    CultureScore,

    /// <summary>A culture score times one hundred.</summary>
    CultureScoreX100,

    /// <summary>Of people, mails or actions; never below zero.</summary>
    Count,

    /// <summary>A duration; never below zero.</summary>
    Minutes,
}
