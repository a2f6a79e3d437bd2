namespace Keepnet.Export.Diagnostics;

/// <summary>All that <c>doctor</c> looked at; healthy when nothing failed.</summary>
public sealed record DoctorReport(bool Healthy, IReadOnlyList<DoctorCheck> Checks)
{
    public static DoctorReport Of(IReadOnlyList<DoctorCheck> checks) => new(checks.All(check => check.Passed != false), checks);
}
