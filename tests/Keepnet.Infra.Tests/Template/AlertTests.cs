using System.Text.Json.Nodes;
using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class AlertTests
{
    [SkippableFact]
    public async Task One_dead_letter_on_the_queue_raises_an_alert()
    {
        var deployment = await Deployments.Small();

        var criterion = deployment.Single("Microsoft.Insights/metricAlerts")["properties"]!["criteria"]!["allOf"]![0]!;

        Assert.Equal("DeadletteredMessages", (string)criterion["metricName"]!);
        Assert.Equal("GreaterThan", (string)criterion["operator"]!);
        Assert.Equal(0, (int)criterion["threshold"]!);
        Assert.Equal("company-exports", (string)criterion["dimensions"]![0]!["values"]![0]!);
    }

    [SkippableFact]
    public async Task Failed_stale_and_missing_runs_raise_alerts()
    {
        var deployment = await Deployments.Small();

        var alerts = LogAlerts(deployment);

        Assert.Equal(["no-good-export", "run-failed", "run-stale"], alerts.Keys.Order(StringComparer.Ordinal));
        Assert.All(alerts.Values, alert => Assert.True((bool)alert["enabled"]!));
    }

    [SkippableTheory]
    [InlineData("run-failed", "ScheduledExport")]
    [InlineData("run-stale", "CloseStaleRuns")]
    public async Task A_timer_that_fails_raises_an_alert_wherever_its_failure_is_logged(string name, string function)
    {
        var alert = LogAlerts(await Deployments.Small())[name];

        var query = (string)alert["criteria"]!["allOf"]![0]!["query"]!;

        Assert.Contains($"AppTraces | where SeverityLevel >= 3 and Message has \"{function}\"", query, StringComparison.Ordinal);
        Assert.Contains("AppExceptions |", query, StringComparison.Ordinal);
        Assert.Contains($"AppRequests | where Success == false and Name has \"{function}\"", query, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Silence_counts_as_a_missing_run()
    {
        var alert = LogAlerts(await Deployments.Small())["no-good-export"];

        var criterion = alert["criteria"]!["allOf"]![0]!;

        Assert.Equal("Count", (string)criterion["timeAggregation"]!);
        Assert.Equal("LessThan", (string)criterion["operator"]!);
        Assert.Equal(1, (int)criterion["threshold"]!);
        Assert.Contains("ago(26h)", (string)criterion["query"]!, StringComparison.Ordinal);
        Assert.Contains("Trigger == \"schedule\"", (string)criterion["query"]!, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task No_hours_turn_the_missing_run_alert_off()
    {
        var alert = LogAlerts(await Deployments.Filtered())["no-good-export"];

        Assert.False((bool)alert["enabled"]!);
    }

    [SkippableFact]
    public async Task Every_alert_tells_the_mail_address_and_the_action_groups()
    {
        var deployment = await Deployments.Filtered();

        var metricReceivers = deployment.Single("Microsoft.Insights/metricAlerts")["properties"]!["actions"]!.AsArray()
            .Select(action => ((string)action!["actionGroupId"]!).Split('/')[^1]);

        Assert.Equal(["on-call", "keepnet-export-filtered-mail"], metricReceivers);
        Assert.All(LogAlerts(deployment).Values, alert => Assert.Equal(2, alert["actions"]!["actionGroups"]!.AsArray().Count));
    }

    [SkippableFact]
    public async Task Every_alert_names_a_section_of_the_runbook()
    {
        var runbook = RepositoryFiles.ReadText("docs", "operations.md");
        var deployment = await Deployments.Small();

        var descriptions = deployment.OfType("Microsoft.Insights/metricAlerts").Concat(deployment.OfType("Microsoft.Insights/scheduledQueryRules"))
            .Select(alert => (string)alert["properties"]!["description"]!);

        Assert.All(descriptions, description => Assert.Contains($"## {description.Split('"')[1]}\n", runbook, StringComparison.Ordinal));
    }

    private static Dictionary<string, JsonNode> LogAlerts(Deployment deployment) =>
        deployment.OfType("Microsoft.Insights/scheduledQueryRules").ToDictionary(
            rule => string.Join('-', ((string)rule["name"]!).Split('-')[3..]),
            rule => rule["properties"]!);
}
