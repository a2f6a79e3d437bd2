using Keepnet.Export.Runs.Catalog;

namespace Keepnet.Export.Requests;

/// <summary>A list of runs, newest first.</summary>
internal sealed record RunsDocument(IReadOnlyList<RunListing> Runs);
