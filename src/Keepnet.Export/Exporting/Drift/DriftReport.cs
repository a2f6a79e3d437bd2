namespace Keepnet.Export.Exporting.Drift;

/// <summary>Where a company's answers differ from the documented schema, as paths.</summary>
/// <param name="Added">Fields the schema lacks.</param>
/// <param name="Gone">Documented fields that were never sent.</param>
public sealed record DriftReport(IReadOnlyList<string> Added, IReadOnlyList<string> Gone);
