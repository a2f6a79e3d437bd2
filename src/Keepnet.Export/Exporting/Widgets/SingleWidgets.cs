using Keepnet.Api;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>How it went with the widgets of one company that were asked for alone.</summary>
internal sealed class SingleWidgets
{
    // So many failing in a row for a passing reason are not about the widgets: the API is down.
    private const int OutageThreshold = 3;

    private readonly List<(string Id, bool Failed)> _ended = [];
    private int _forbidden;
    private int _failuresInARow;

    /// <summary>Whether several were asked for and every one of them was forbidden.</summary>
    public bool AreAllForbidden => _forbidden > 1 && _forbidden == _ended.Count;

    /// <param name="id">The widget.</param>
    /// <param name="failure">Of the call; null when it was answered.</param>
    /// <param name="isSuspect">Whether it was asked for alone because it failed before: then it tells nothing of the others.</param>
    /// <exception cref="KeepnetApiException">The API is down.</exception>
    public void End(string id, KeepnetApiException? failure, bool isSuspect)
    {
        _ended.Add((id, failure is not null));
        _forbidden += failure is { Failure: KeepnetFailure.Forbidden } ? 1 : 0;
        if (isSuspect)
        {
            return;
        }

        _failuresInARow = failure is { Next: NextStep.TryLater } ? _failuresInARow + 1 : 0;
        if (_failuresInARow == OutageThreshold)
        {
            throw failure!;
        }
    }

    /// <summary>Only of a company that came to its end: what fails in an outage, or in a role without the call, says nothing of the widget.</summary>
    public void TellOf(WidgetBatches batches)
    {
        foreach (var (id, failed) in AreAllForbidden ? [] : _ended)
        {
            if (failed)
            {
                batches.Failed(id);
            }
            else
            {
                batches.Answered(id);
            }
        }
    }
}
