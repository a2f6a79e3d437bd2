namespace Keepnet.Export.Exporting;

/// <summary>Reports listed and details fetched.</summary>
public sealed record ManifestReports(int Listed, int Details);
