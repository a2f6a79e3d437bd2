using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>An export that a run has published.</summary>
/// <param name="CompanyId">Whose.</param>
/// <param name="CompanyName">As listed.</param>
/// <param name="Attempt">Of the message, as journalled.</param>
/// <param name="Outcome">As published.</param>
/// <param name="Manifest">Path from the store's root.</param>
internal sealed record PublishedExport(string CompanyId, string? CompanyName, int Attempt, ExportOutcome Outcome, string Manifest);
