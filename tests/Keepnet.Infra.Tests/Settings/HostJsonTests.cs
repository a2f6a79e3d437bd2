using System.Globalization;
using System.Text.Json.Nodes;

namespace Keepnet.Infra.Tests.Settings;

public sealed class HostJsonTests
{
    private static readonly JsonNode Host = RepositoryFiles.ReadJson("host.json");

    private static JsonNode ServiceBus => Host["extensions"]!["serviceBus"]!;

    [Fact]
    public void Messages_are_settled_by_the_app_alone()
    {
        Assert.False((bool)ServiceBus["autoCompleteMessages"]!);
        Assert.Equal(0, (int)ServiceBus["prefetchCount"]!);
        Assert.InRange((int)ServiceBus["maxConcurrentCalls"]!, 1, 16);
    }

    [Fact]
    public void A_message_stays_locked_longer_than_a_function_may_run()
    {
        var renewal = Duration(ServiceBus["maxAutoLockRenewalDuration"]!);

        Assert.True(renewal > Duration(Host["functionTimeout"]!));
    }

    [Fact]
    public void A_function_ends_within_the_hour_that_flex_consumption_waits_when_it_scales_in()
    {
        Assert.InRange(Duration(Host["functionTimeout"]!), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));
    }

    [Fact]
    public void Telemetry_goes_out_as_opentelemetry_and_what_alerts_count_is_never_sampled()
    {
        var sampling = Host["logging"]!["applicationInsights"]!["samplingSettings"]!;

        Assert.Equal("OpenTelemetry", (string)Host["telemetryMode"]!);
        Assert.Equal("Request;Exception;Trace", (string)sampling["excludedTypes"]!);
    }

    [Fact]
    public void Calls_lie_under_api() => Assert.Equal("api", (string)Host["extensions"]!["http"]!["routePrefix"]!);

    private static TimeSpan Duration(JsonNode node) => TimeSpan.Parse((string)node!, CultureInfo.InvariantCulture);
}
