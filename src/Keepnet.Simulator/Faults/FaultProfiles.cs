using System.Text;

namespace Keepnet.Simulator;

/// <summary>Every fault profile by name. The first one listed is the outermost: it sees a call first and its answer last.</summary>
public static class FaultProfiles
{
    /// <summary>The name that stands for every profile a correct client survives with all companies accounted for.</summary>
    public const string Everything = "all";

    public static IReadOnlyList<FaultProfile> All { get; } =
    [
        Permanent("not-keepnet", "Every answer, the token's too, is an HTML page.", _ => new NotKeepnet()),
        Permanent("ip-restricted", "403 IP_RESTRICTED on every call but the token's.", setup => new Refusal(setup.Dice, 403, "IP_RESTRICTED")),
        Permanent("tokens-refused", "401 on every call, whatever the token.", setup => new Refusal(setup.Dice, 401, "FAILED")),
        new() { Name = "reset", Description = "The connection is dropped without an answer.", Create = setup => new Reset(setup.Dice) },
        new() { Name = "throttle", Description = "429 without Retry-After.", Create = setup => new Throttle(setup.Dice, () => null) },
        new() { Name = "throttle-seconds", Description = "429 with Retry-After in seconds.", Create = setup => new Throttle(setup.Dice, () => "1") },
        new() { Name = "throttle-date", Description = "429 with Retry-After as a date.", Create = setup => new Throttle(setup.Dice, () => Throttle.Date(setup.Options.TimeProvider)) },
        new() { Name = "throttle-hour", Description = "429 that asks to wait an hour.", Probability = 0.01, ProbabilityWithinAll = null, Create = setup => new Throttle(setup.Dice, () => "3600") },
        new() { Name = "server-errors", Description = "500 with an envelope; 502, 503 and 504 with HTML.", Create = setup => new ServerErrors(setup.Dice) },
        new() { Name = "cut", Description = "The body ends in the middle.", Create = setup => new Cut(setup.Dice) },
        new() { Name = "slow", Description = "The body dribbles.", Create = setup => new Slow(setup.Dice) },
        new() { Name = "revoked-tokens", Description = "401 or 306 until a new token is fetched.", Probability = 0.05, ProbabilityWithinAll = 0.02, Create = setup => new RevokedTokens(setup.Dice) },
        new() { Name = "failed-in-200", Description = "200 with an envelope that says it failed.", Create = setup => new FailedIn200(setup.Dice) },
        Always("shape-b", "Envelopes with isSuccess and messages.", 0.3, setup => new OtherEnvelope(setup.Dice, EnvelopeShape.IsSuccess)),
        Always("pascal-case", "Envelopes with Status, Data and Message.", 0.3, setup => new OtherEnvelope(setup.Dice, EnvelopeShape.PascalCase)),
        Always("poison-widget", "One widget answers 500 for good, alone or in a batch.", 1, setup => new PoisonWidget(setup.Dice, PoisonedWidgetId(setup.Options.Seed))),
        Always("page-drift", "Companies shift between pages while they are listed; totals move and rows repeat.", 1, setup => new PageDrift(setup.Dice)),
        Always("reordered", "A batch of widgets comes back in another order and lacks one, which is answered singly.", 0.3, setup => new Reordered(setup.Dice)),
        Always("ids-missing", "A widget asked for singly comes back without its id.", 0.3, setup => new IdsMissing(setup.Dice)),
        Permanent("byte-order-mark", "Bodies begin with a byte order mark.", setup => new MarkedEncoding(setup.Dice, Encoding.UTF8)),
        Permanent("utf-16", "Bodies are UTF-16, which only their byte order mark tells.", setup => new MarkedEncoding(setup.Dice, Encoding.Unicode)),
        Permanent("doubled", "A batch of widgets comes back with one twice and one that nobody asked for.", setup => new Doubled(setup.Dice)),
        Permanent("single-widgets", "400 when several widgets are asked for at once.", setup => new SingleWidgets(setup.Dice)),
        Permanent("long-filter", "400 when companies are searched without FilterGroups.", setup => new LongFilter(setup.Dice)),
        Permanent("foreign-redirect", "307 to another host on every call but the token's.", setup => new ForeignRedirect(setup.Dice)),
        Permanent("gone-report", "Every own report is gone between the list and its detail: 404.", setup => new GoneReport(setup.Dice)),
        Permanent("gone-company", "The first open company is listed and answers 404.", setup => new LostCompany(setup, 404)),
        Permanent("forbidden-company", "The first open company is listed and answers 403.", setup => new LostCompany(setup, 403)),
        Permanent("scope-ignored", "Every executive-report answer is the reseller's own.", setup => new ScopeIgnored(setup)),
        Permanent("mixed-up", "The second open company gets the first one's answers.", setup => new MixedUp(setup, victim: 1)),
        Permanent("mixed-up-first", "The first open company gets the second one's answers.", setup => new MixedUp(setup, victim: 0)),
        new() { Name = "mixed-up-sometimes", Description = "One answer in a hundred is another company's.", Probability = 0.01, ProbabilityWithinAll = null, Create = setup => new MixedUpSometimes(setup) },
        Permanent("cached", "Executive-report answers are cached for all companies alike.", setup => new Cached(setup.Dice)),
    ];

    /// <summary>What is wrong with these names or probabilities, as a sentence; null when nothing is.</summary>
    public static string? FindProblem(IEnumerable<string> faults)
    {
        try
        {
            FaultPlan.Parse(faults);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The widget that <c>poison-widget</c> breaks; every company has it.</summary>
    public static string PoisonedWidgetId(int seed) =>
        new RandomStream(seed, "poison").Pick([.. WidgetCatalogue.Of(LicenceTier.Essential)]).Id;

    /// <summary>Hits every call, or the share of them given with the name.</summary>
    private static FaultProfile Always(string name, string description, double withinAll, Func<FaultSetup, IFault> create) =>
        new() { Name = name, Description = description, Probability = 1, ProbabilityWithinAll = withinAll, Create = create };

    /// <summary>Hits every call and is no part of <c>all</c>.</summary>
    private static FaultProfile Permanent(string name, string description, Func<FaultSetup, IFault> create) =>
        new() { Name = name, Description = description, Probability = 1, ProbabilityWithinAll = null, Create = create };
}
