namespace Keepnet.Export.Exporting.Manifests;

/// <summary>A widget that could not be had, and why (one of <see cref="FailureCodes"/>).</summary>
public sealed record FailedWidget(string Id, string Code, string Reason);
