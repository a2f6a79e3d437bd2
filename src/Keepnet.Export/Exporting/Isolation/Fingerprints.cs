using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The fingerprints of one company's answers, grouped as they were answered.</summary>
internal sealed class Fingerprints
{
    private readonly List<IReadOnlyList<Fingerprint>> _answers = [];
    private List<Fingerprint> _open = [];

    /// <summary>One entry per answer: the fingerprints of its parts.</summary>
    public IReadOnlyList<IReadOnlyList<Fingerprint>> Answers => _answers;

    public void AddReports(JsonAnswer answer)
    {
        if (answer.Items.Count > 0)
        {
            _answers.Add([.. answer.Items.Select(report => FingerprintReader.Read(report.ResourceId ?? "", answer.Source, report, EvidenceKind.OwnReports))]);
        }
    }

    public void AddWidget(IJsonSource source, JsonItem widget) =>
        _open.Add(FingerprintReader.Read(widget.ResourceId ?? "", source, widget, EvidenceKind.Figures));

    public void EndAnswer()
    {
        if (_open.Count > 0)
        {
            _answers.Add(_open);
            _open = [];
        }
    }
}
