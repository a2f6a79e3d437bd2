namespace Keepnet.Simulator;

/// <summary>Notices what the API documents as wrong but often answers all the same.</summary>
internal sealed class MistakeFinder(CallLog log)
{
    /// <summary>So often in a row no client asks for one page, retries included.</summary>
    private const int SamePageLimit = 10;

    private readonly Lock _lock = new();
    private string? _lastKey;
    private int _repetitions;
    private int _tokenRequests;

    public void Begin(ApiCall call)
    {
        if (call.Operation is Operation.Token)
            BeginToken(call);
        else
            InspectApiCall(call);
        InspectRepetition(call);
    }

    public void End(ApiCall call)
    {
        if (call.Operation is Operation.Token)
            Interlocked.Decrement(ref _tokenRequests);
    }

    private void BeginToken(ApiCall call)
    {
        if (Interlocked.Increment(ref _tokenRequests) > 1)
            log.Mistake("More than one token request was in flight.");
        if (call.ContentType is not "application/x-www-form-urlencoded")
            log.Mistake("connect/token was sent a body that is not form-encoded.");
    }

    private void InspectApiCall(ApiCall call)
    {
        if (call.Token is null)
            log.Mistake($"{call.Operation} was called without a bearer token.");
        if (IsPost(call.Operation) && call.ContentType is not "application/json")
            log.Mistake($"{call.Operation} was sent a content type other than application/json.");
        if (call.IsExecutiveReport && call.CompanyId is null)
            log.Mistake($"{call.Operation} was called without X-KEEPNET-Company-Id.");
        if (call.Operation is Operation.CompanySearch && call.CompanyId is not null)
            log.Mistake("CompanySearch was called with X-KEEPNET-Company-Id.");
        if (call.OlderCompanyId is { } older && older != call.CompanyId)
            log.Mistake("x-ir-company-id and X-KEEPNET-Company-Id named different companies.");
    }

    /// <summary>A loop that never turns the page asks the same thing with nothing in between.</summary>
    private void InspectRepetition(ApiCall call)
    {
        lock (_lock)
        {
            _repetitions = call.Key == _lastKey ? _repetitions + 1 : 1;
            _lastKey = call.Key;
            if (call.Operation is Operation.CompanySearch && _repetitions > SamePageLimit)
                log.Mistake($"The same page of companies was asked for more than {SamePageLimit} times in a row.");
        }
    }

    private static bool IsPost(Operation operation) =>
        operation is Operation.CompanySearch or Operation.ReportSearch or Operation.WidgetData;
}
