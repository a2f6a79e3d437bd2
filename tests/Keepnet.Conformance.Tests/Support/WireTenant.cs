namespace Keepnet.Conformance.Tests.Support;

/// <summary>A tiny tenant on the wire, where a test may replace any answer.</summary>
internal sealed class WireTenant : IAsyncDisposable
{
    private readonly Dictionary<Call, Func<WireRequest, WireAnswer, WireAnswer>> _changes = [];
    private readonly WireServer _server;
    private Action _before = () => { };

    public WireTenant(params string[] companyIds)
    {
        Tenant = new TinyTenant(companyIds);
        _server = new WireServer(Answer);
    }

    public TinyTenant Tenant { get; }

    public Uri Address => _server.Address;

    public IReadOnlyList<WireRequest> Requests => _server.Requests;

    /// <summary>Changes the answers of one operation; gets the request and what the tenant would answer.</summary>
    public void On(Call call, Func<WireRequest, WireAnswer, WireAnswer> change) => _changes[call] = change;

    /// <inheritdoc cref="On(Call, Func{WireRequest, WireAnswer, WireAnswer})"/>
    public void On(Call call, Func<WireRequest, WireAnswer> answer) => On(call, (request, _) => answer(request));

    /// <summary>Answers an operation the same way always.</summary>
    public void On(Call call, WireAnswer answer) => On(call, (_, _) => answer);

    /// <summary>Changes the first answer to each request but the reseller's own; its repetition is answered as usual.</summary>
    public void Once(Call call, Func<WireAnswer, WireAnswer> change) =>
        On(call, (request, usual) => request.Try == 1 && request.Company != TinyTenant.OwnCompany ? change(usual) : usual);

    /// <inheritdoc cref="Once(Call, Func{WireAnswer, WireAnswer})"/>
    public void Once(Call call, WireAnswer answer) => Once(call, _ => answer);

    /// <summary>Changes the answers of several operations, the reseller's own company excepted.</summary>
    public void OnAll(IEnumerable<Call> calls, Func<WireRequest, WireAnswer, WireAnswer> change)
    {
        foreach (var call in calls)
        {
            On(call, (request, usual) => request.Company == TinyTenant.OwnCompany ? usual : change(request, usual));
        }
    }

    /// <summary>Does something before each answer.</summary>
    public void OnEvery(Action action) => _before = action;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private WireAnswer Answer(WireRequest request)
    {
        _before();
        var usual = Tenant.Answer(request);
        return _changes.TryGetValue(request.Call, out var change) ? change(request, usual) : usual;
    }
}
