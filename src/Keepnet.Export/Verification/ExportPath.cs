using Keepnet.Export.Layout;

namespace Keepnet.Export.Verification;

/// <summary>A file below <c>v1/exports</c>, taken apart.</summary>
/// <param name="Folder">The export's folder, or the period's for <c>latest.json</c>.</param>
/// <param name="RunId">The run, when the file belongs to one.</param>
/// <param name="Attempt">The attempt, when the file belongs to one.</param>
internal sealed record ExportPath(string Folder, string? RunId, string? Attempt)
{
    // v1 / exports / company_id=… / period=… / run_id=… / attempt=… / file
    private const int RunSegment = 4;

    public static ExportPath Parse(string path)
    {
        var segments = path.Split('/');
        var runId = segments.Length > RunSegment + 1 ? StorePaths.RunIdOf(segments[RunSegment]) : null;
        return runId is null
            ? new ExportPath(path[..path.LastIndexOf('/')], null, null)
            : new ExportPath(
                string.Join('/', segments.Take(RunSegment + 1)),
                runId,
                segments.Length > RunSegment + 2 ? StorePaths.AttemptOf(segments[RunSegment + 1]) : null);
    }
}
