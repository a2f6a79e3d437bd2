namespace Keepnet.Export.Layout;

/// <summary>Where everything lies in the store, from its root on. Folders are named as Hive partitions, so that query engines read them as columns.</summary>
public static class StorePaths
{
    public const string Root = "v1";
    public const string Runs = Root + "/runs";
    public const string Exports = Root + "/exports";
    public const string Requests = Root + "/requests";

    /// <summary>Temporary data, and nothing else.</summary>
    public const string Staging = Root + "/.staging";

    public const string Reports = "reports.json";
    public const string ReportDetails = "report-details.json";
    public const string Widgets = "widgets.json";
    public const string Metrics = "metrics.ndjson";
    public const string Tables = "tables.ndjson";
    public const string ChangesName = "changes.ndjson";

    private const string CompanyPrefix = "company_id=";
    private const string PeriodPrefix = "period=";
    /// <summary>Engines leave out files with a dot in front.</summary>
    private const string RemovingMark = ".removing";

    private const string RunPrefix = "run_id=";
    private const string AttemptPrefix = "attempt=";

    public static string RunFolder(string runId) => $"{Runs}/{RunPrefix}{runId}";

    public static string Plan(string runId) => $"{RunFolder(runId)}/run.json";

    public static string Companies(string runId) => $"{RunFolder(runId)}/companies.ndjson";

    public static string Journal(string runId) => $"{RunFolder(runId)}/journal.ndjson";

    /// <summary>Whether a file of a run's folder is (part of) its journal.</summary>
    public static bool IsJournal(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        return name.StartsWith("journal", StringComparison.Ordinal) && name.EndsWith(".ndjson", StringComparison.Ordinal);
    }

    /// <summary>Processes that ended before the run did.</summary>
    public static string Interruptions(string runId) => $"{RunFolder(runId)}/interruptions.ndjson";

    /// <summary>What a run's exports say that the ones before did not.</summary>
    public static string Changes(string runId) => $"{RunFolder(runId)}/{ChangesName}";

    public static string Summary(string runId) => $"{RunFolder(runId)}/summary.json";

    /// <summary>The companies of a run that were asked for again.</summary>
    public static string Retry(string runId) => $"{RunFolder(runId)}/retry.json";

    /// <param name="keySha256">Lower-case hex hash of a request's idempotency key.</param>
    public static string Request(string keySha256) => $"{Requests}/{keySha256}.json";

    /// <summary>The run id of a folder name such as <c>run_id=20260101T020000Z-schedule</c>; null for any other name.</summary>
    public static string? RunIdOf(string folderName) =>
        folderName.StartsWith(RunPrefix, StringComparison.Ordinal) ? folderName[RunPrefix.Length..] : null;

    /// <summary>Name of a company's folder below <see cref="Exports"/>.</summary>
    /// <param name="companySegment">The company id as a path segment (<see cref="CompanySegments"/>).</param>
    public static string CompanyFolder(string companySegment) => CompanyPrefix + companySegment;

    /// <summary>Name of a period's folder below its company's.</summary>
    public static string PeriodFolder(string period) => PeriodPrefix + period;

    /// <param name="companySegment">The company id as a path segment (<see cref="CompanySegments"/>).</param>
    /// <param name="period">The period's folder name.</param>
    public static string PeriodFolder(string companySegment, string period) =>
        $"{Exports}/{CompanyFolder(companySegment)}/{PeriodFolder(period)}";

    public static string Latest(string companySegment, string period) => Latest(PeriodFolder(companySegment, period));

    /// <param name="periodFolder">The period's folder from the store's root.</param>
    public static string Latest(string periodFolder) => $"{periodFolder}/latest.json";

    /// <summary>The period's folder name of an export's folder.</summary>
    public static string PeriodOf(string exportFolder) =>
        exportFolder.Split('/') is [.., var period, _] && period.StartsWith(PeriodPrefix, StringComparison.Ordinal) ? period[PeriodPrefix.Length..] : "";

    public static string ExportFolder(string companySegment, string period, string runId) =>
        $"{PeriodFolder(companySegment, period)}/{RunPrefix}{runId}";

    public static string Manifest(string exportFolder) => $"{exportFolder}/manifest.json";

    public static bool IsManifest(string path) => path.EndsWith("/manifest.json", StringComparison.Ordinal);

    public static string AttemptFolder(string attempt) => AttemptPrefix + attempt;

    /// <summary>The mark of an attempt that is about to be removed.</summary>
    public static string Removing(string attemptFolder) => $"{attemptFolder}/{RemovingMark}";

    /// <summary>The attempt of a folder name such as <c>attempt=1-9f3a</c>; null for any other name.</summary>
    public static string? AttemptOf(string folderName) =>
        folderName.StartsWith(AttemptPrefix, StringComparison.Ordinal) ? folderName[AttemptPrefix.Length..] : null;
}
