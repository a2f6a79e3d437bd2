using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Keepnet.Export.Runs;

/// <summary>Names of runs: <c>yyyyMMddTHHmmssZ-trigger[-6 hex]</c>, sortable as text.</summary>
public static partial class RunId
{
    private const int StampLength = 16;

    /// <summary>A scheduled run is named by its slot alone: a timer that fires twice for one slot makes one run.</summary>
    public static string ForSlot(DateTimeOffset slot) => Stamp(slot) + "-" + RunTrigger.Schedule;

    public static string Create(string trigger, DateTimeOffset now) =>
        $"{Stamp(now)}-{trigger}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    public static bool IsValid(string? text) => text is not null && Pattern().IsMatch(text);

    /// <summary>How ids of that instant begin, and by which they sort.</summary>
    public static string Stamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a valid id that tells its second.</summary>
    public static string StampOf(string runId) => runId[..StampLength];

    [GeneratedRegex(@"\A[0-9]{8}T[0-9]{6}Z-(schedule|request|cli|backfill|demo)(-[0-9a-f]{6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
