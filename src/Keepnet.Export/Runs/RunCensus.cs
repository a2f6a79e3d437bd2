using Keepnet.Export.Exporting;

namespace Keepnet.Export.Runs;

/// <summary>What is counted across the companies of a run while their manifests pass by.</summary>
internal sealed class RunCensus
{
    public DriftCensus Drift { get; } = new();

    public CheckCensus Checks { get; } = new();

    public void Add(ExportManifest manifest)
    {
        Drift.AddExport(manifest.Drift);
        Checks.Add(manifest.Checks);
    }
}
