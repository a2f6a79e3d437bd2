using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What is kept of one company's answers, as they come in.</summary>
/// <param name="companyId">The company that asks.</param>
/// <param name="roster">The companies that an answer may name; null to look for none.</param>
/// <param name="received">Told of each answer at once.</param>
internal sealed class Fingerprints(string companyId, RosterNames? roster = null, Action<AnswerPrint>? received = null)
{
    // The one documented widget whose purpose is to name other companies.
    private const string ComparesCompanies = "HumanRiskScoreforHighestRiskCompaniesWidget";

    // Few, because a run's journal has them for each company.
    private const int MostMarks = 16;

    private readonly List<AnswerPrint> _answers = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private List<Fingerprint> _open = [];
    private bool _namesById;
    private bool _namesItself;

    /// <summary>One entry per answer.</summary>
    public IReadOnlyList<AnswerPrint> Answers => _answers;

    /// <summary>Marks of the answers that could prove something, the weightiest first.</summary>
    public IEnumerable<ulong> Marks => _answers
        .Where(answer => answer.Weight >= Evidence.Enough)
        .OrderByDescending(answer => answer.Weight)
        .Take(MostMarks)
        .Select(answer => answer.Mark);

    public void AddReports(JsonAnswer answer)
    {
        foreach (var report in answer.Items)
        {
            Read(answer.Source, report, report.ResourceId, EvidenceKind.OwnReports);
        }

        EndAnswer(AnswerCall.Reports);
    }

    public void AddReport(IJsonSource source, JsonItem detail, string reportId)
    {
        Read(source, detail, detail.ResourceId, EvidenceKind.ReportFigures);
        EndAnswer(AnswerCall.Report(reportId));
    }

    public void AddWidget(IJsonSource source, JsonItem widget) => Read(source, widget, widget.ResourceId, EvidenceKind.Figures);

    public void EndWidgets(IReadOnlyList<string> ids) => EndAnswer(AnswerCall.Widgets(ids));

    private void EndAnswer(AnswerCall call)
    {
        if (_open.Count == 0)
        {
            return;
        }

        var answer = new AnswerPrint(call, _open) { Names = [.. _names], NamesById = _namesById, NamesItself = _namesItself };
        _answers.Add(answer);
        received?.Invoke(answer);
        (_open, _namesById, _namesItself) = ([], false, false);
        _names.Clear();
    }

    private void Read(IJsonSource source, JsonItem item, string? subject, EvidenceKind kind)
    {
        var names = roster is null || ComparesCompanies.Equals(item.WidgetType, StringComparison.OrdinalIgnoreCase)
            ? null
            : new NameFinder(roster, companyId, kind);
        _open.Add(FingerprintReader.Read(subject ?? "", source, item, kind, names));
        if (names is not null)
        {
            _names.UnionWith(names.Names);
            _namesById |= names.NamesById;
            _namesItself |= names.NamesItself;
        }
    }
}
