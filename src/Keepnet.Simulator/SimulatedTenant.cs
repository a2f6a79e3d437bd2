using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Simulator;

/// <summary>A Keepnet tenant in this process: a server on a loopback port and the truth it answers from.</summary>
public sealed class SimulatedTenant : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CallHandler _handler;
    private readonly TokenIssuer _tokens;

    private SimulatedTenant(SimulatorOptions options)
    {
        Options = options;
        Data = new TenantData(options);
        Calls = new CallLog(options.RememberedRequests);
        _tokens = new TokenIssuer(options, Data);
        _handler = new CallHandler(options, Data, _tokens, Calls);
        _app = WebServer.Create(options.Urls);
        MapOperations();
    }

    /// <summary>Where the tenant listens, with the port it really got.</summary>
    public Uri BaseUrl => new(_app.Urls.First());

    public SimulatorOptions Options { get; }

    /// <summary>What the tenant answers when no fault interferes.</summary>
    public TenantData Data { get; }

    public CallLog Calls { get; }

    /// <exception cref="ArgumentException">A fault profile is unknown, or the number of companies is negative.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<SimulatedTenant> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Companies);
        var tenant = new SimulatedTenant(options);
        try
        {
            await tenant._app.StartAsync(cancellationToken);
            return tenant;
        }
        catch
        {
            await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>A live token without a call to <c>connect/token</c>, for tests of single calls.</summary>
    public string IssueToken() => _tokens.Issue();

    /// <summary>Forgets calls, mistakes and the attempts that faults count; data and tokens stay.</summary>
    public void Reset() => _handler.Reset();

    /// <summary>Returns, without an exception, when the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _handler.DisposeAsync();
    }

    private void MapOperations()
    {
        IOperation[] operations =
        [
            new TokenOperation(Options, _tokens),
            new CompanySearchOperation(Data, Calls),
            new MyCompaniesOperation(Data),
            new ReportSearchOperation(Data),
            new CatalogueOperation(Data),
            new ReportDetailOperation(Data),
            new WidgetDataOperation(Data, Calls),
        ];
        foreach (var operation in operations)
            _app.MapOperation(operation, _handler);
        _app.MapState(this, Reset);
        _app.MapUnknownOperations(Calls);
    }
}
