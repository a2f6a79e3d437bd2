namespace Keepnet.Simulator;

/// <summary>What the simulated tenant is like. Equal options give equal data and equal faults.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Customer companies of the reseller, nested ones included.</summary>
    public int Companies { get; init; } = 24;

    public int Seed { get; init; } = 1;

    /// <summary>Names from <see cref="FaultProfiles.All"/>, or <c>all</c>; <c>name:0.5</c> sets the probability.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public string ClientId { get; init; } = "demo-client";

    public string ClientSecret { get; init; } = "demo-secret";

    /// <summary>The clock behind tokens, reporting windows and <c>Retry-After</c> dates.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The <c>role</c> claim; any other than <c>Reseller</c> gets 403 on <c>companies/search</c>.</summary>
    public string Role { get; init; } = "Reseller";

    /// <summary>Whether tokens say which company is the reseller's own.</summary>
    public bool TokensNameCompany { get; init; } = true;

    /// <summary>Whether reports and widgets carry the id of the company they belong to, in a field no documentation has.</summary>
    public bool EmbedCompanyIds { get; init; }

    /// <summary>How dates are written in answers, and what the <c>user_dateformat</c> claim says.</summary>
    public SimulatedDateFormat DateFormat { get; init; } = SimulatedDateFormat.DayFirst;

    /// <summary>The largest page <c>companies/search</c> gives; a larger request is cut to it.</summary>
    public int MaxPageSize { get; init; } = 10_000;

    /// <summary>Real time every answer takes at least.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Awaited before a call is answered, with its operation and company, so that a test can hold a call for as long as it likes.</summary>
    public Func<Operation, string?, Task> BeforeAnswer { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Calls a second before the tenant answers 429; 0 is no limit.</summary>
    public int RateLimitPerSecond { get; init; }

    /// <summary>At least this many bytes of <see cref="HugeWidgetId"/> are streamed; 0 turns it off.</summary>
    public long HugeWidgetBytes { get; init; }

    /// <summary>The widget that is huge when <see cref="HugeWidgetBytes"/> is set.</summary>
    public string HugeWidgetId { get; init; } = WidgetCatalogue.DepartmentTableId;

    /// <summary>How many requests the call log remembers one by one; counters go on counting.</summary>
    public int RememberedRequests { get; init; } = 200_000;
}
