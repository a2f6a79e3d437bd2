using Keepnet.Api;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Isolation;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Exporting;

/// <summary>One company's export while it is being made: what has been written so far and what is known of the rest.</summary>
internal sealed class CompanyExport : IAsyncDisposable
{
    private readonly HashSet<string> _knownWidgets = new(StringComparer.Ordinal);

    public required ExportJob Job { get; init; }

    public required CompanyScope Scope { get; init; }

    public required AttemptFiles Files { get; init; }

    public required WidgetFlattener Flattener { get; init; }

    public required PrivacyFilter Privacy { get; init; }

    public required DriftObserver Drift { get; init; }

    public required Fingerprints Fingerprints { get; init; }

    /// <summary>What the widgets say, to be compared with the previous export.</summary>
    public ContentList WidgetContents { get; } = new();

    /// <summary>What the reports' details say.</summary>
    public ContentList ReportContents { get; } = new();

    public required WarningList Warnings { get; init; }

    /// <summary>Null when the figures are not checked.</summary>
    public required CheckList? Checks { get; init; }

    /// <summary>Widget ids to ask for, each once, in the order they became known.</summary>
    public List<string> WidgetIds { get; } = [];

    public List<FailedWidget> FailedWidgets { get; } = [];

    public int ReturnedWidgets { get; set; }

    public int EmptyWidgets { get; set; }

    public ManifestWidgets Widgets => new(WidgetIds.Count, ReturnedWidgets, EmptyWidgets, FailedWidgets);

    /// <summary>What else than a widget failed and makes the export partial.</summary>
    public ExportFailure? OtherFailure { get; set; }

    /// <summary>Whether a call that failed costs the export one part; of any other failure the whole company fails.</summary>
    public static bool LosesOnePart(KeepnetApiException exception) =>
        exception.Next != NextStep.FixSettings && exception.Failure is not (KeepnetFailure.Privacy or KeepnetFailure.Throttled);

    public void Warn(string warning) => Warnings.Add(warning);

    /// <summary>The failure of all failed widgets in one; a passing one among them may pass.</summary>
    public ExportFailure WidgetFailure()
    {
        var first = FailedWidgets[0];
        return FailedWidgets.Count == 1
            ? new ExportFailure(first.Code, first.Reason, IsPassing(first))
            : new ExportFailure(
                first.Code,
                $"{FailedWidgets.Count} of {WidgetIds.Count} widgets could not be had; the first: {first.Reason}",
                FailedWidgets.Any(IsPassing));
    }

    public void AddWidgets(IEnumerable<string> ids) => WidgetIds.AddRange(ids.Where(_knownWidgets.Add));

    /// <summary>Writes one of the API's objects into a file and, as far as it holds numbers, into the flattened lines.</summary>
    public async Task WriteAsync(PrivacySubject subject, IJsonSource source, JsonItem item, CancellationToken cancellationToken)
    {
        await using var rewritten = await Privacy.RewriteAsync(subject, source, item, cancellationToken);
        await FileFor(subject).AddAsync(rewritten.Source, rewritten.Item, cancellationToken);
        NoteContent(subject, rewritten);
        if (subject == PrivacySubject.Widget)
        {
            await Flattener.FlattenWidgetAsync(rewritten.Source, rewritten.Item, cancellationToken);
        }
        else if (subject == PrivacySubject.ReportDetail)
        {
            await Flattener.FlattenReportAsync(rewritten.Source, rewritten.Item, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => Files.DisposeAsync();

    // As it is stored: a hash of what privacy takes out would tell of it.
    private void NoteContent(PrivacySubject subject, RewrittenItem stored)
    {
        if (stored.Item.ResourceId is { } id && subject is PrivacySubject.Widget or PrivacySubject.ReportDetail)
        {
            var contents = subject == PrivacySubject.Widget ? WidgetContents : ReportContents;
            contents.Add(id, stored.Item.WidgetType, ContentHash.Of(stored.Source, stored.Item));
        }
    }

    private JsonArrayFile FileFor(PrivacySubject subject) => subject switch
    {
        PrivacySubject.Report => Files.Reports,
        PrivacySubject.ReportDetail => Files.Details,
        PrivacySubject.Widget => Files.Widgets,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };

    private static bool IsPassing(FailedWidget widget) => FailureCodes.IsPassing(widget.Code);
}
