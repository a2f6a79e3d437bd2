using System.Xml;
using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class QueueTests
{
    [SkippableFact]
    public async Task The_queue_drops_duplicates_and_keeps_what_it_could_not_deliver()
    {
        var deployment = await Deployments.Small();

        var queue = deployment.Single("Microsoft.ServiceBus/namespaces/queues")["properties"]!;

        Assert.True((bool)queue["requiresDuplicateDetection"]!);
        Assert.Equal("PT1H", (string)queue["duplicateDetectionHistoryTimeWindow"]!);
        Assert.True((bool)queue["deadLetteringOnMessageExpiration"]!);
        Assert.Equal("PT5M", (string)queue["lockDuration"]!);
        Assert.Equal(5, (int)queue["maxDeliveryCount"]!);
        Assert.Equal("P1D", (string)queue["defaultMessageTimeToLive"]!);
        Assert.False((bool)queue["requiresSession"]!);
        Assert.False((bool)queue["enablePartitioning"]!);
    }

    [SkippableFact]
    public async Task The_app_listens_on_the_queue_that_is_deployed()
    {
        var deployment = await Deployments.Small();

        var queue = ((string)deployment.Single("Microsoft.ServiceBus/namespaces/queues")["name"]!).Split('/')[^1];

        Assert.Equal(queue, deployment.AppSettings()["ExportQueue"]);
        Assert.Equal(queue, (string)deployment.Outputs["EXPORT_QUEUE"]!);
    }

    [SkippableFact]
    public async Task A_run_is_closed_before_its_last_message_expires()
    {
        var deployment = await Deployments.Small();

        var queue = deployment.Single("Microsoft.ServiceBus/namespaces/queues")["properties"]!;
        var timeToLive = XmlConvert.ToTimeSpan((string)queue["defaultMessageTimeToLive"]!);

        Assert.True(TimeSpan.Parse(deployment.AppSettings()["Export__StaleAfter"], null) < timeToLive);
    }
}
