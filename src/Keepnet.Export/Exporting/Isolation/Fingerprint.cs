namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What tells one answer from another.</summary>
/// <param name="Subject">What was answered: a widget's id, or the reports.</param>
/// <param name="Hash">Of the bytes as received.</param>
/// <param name="Weight">
/// How unlikely it is that another company has the same by chance: figures of the company's own, without zeros and without
/// the sector's averages, which dormant companies of one sector share rightly.
/// </param>
internal readonly record struct Fingerprint(string Subject, ulong Hash, int Weight);
