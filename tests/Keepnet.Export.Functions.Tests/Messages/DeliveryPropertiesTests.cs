using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Functions.Tests.Support;
using Keepnet.Export.Queueing;

namespace Keepnet.Export.Functions.Tests.Messages;

public sealed class DeliveryPropertiesTests
{
    [Fact]
    public void A_message_without_a_history_is_seen_first_now()
    {
        var delivery = DeliveryProperties.Read(SampleMessages.Delivered(SampleMessages.Of(), deliveryCount: 2), SampleMessages.Noon);

        Assert.Equal(new Delivery(2, SampleMessages.Noon), delivery);
    }

    [Fact]
    public void Deliveries_of_a_copy_count_on_from_those_before_it()
    {
        var sent = new ServiceBusMessage("{}");
        DeliveryProperties.Write(sent.ApplicationProperties, new Delivery(3, SampleMessages.Noon) { WishedAttempt = 2 });

        var delivery = DeliveryProperties.Read(SampleMessages.Delivered(sent, deliveryCount: 2), SampleMessages.Noon.AddHours(1));

        Assert.Equal(new Delivery(4, SampleMessages.Noon) { WishedAttempt = 2 }, delivery);
    }

    [Fact]
    public void Properties_that_are_not_ours_are_not_believed()
    {
        var sent = new ServiceBusMessage("{}")
        {
            ApplicationProperties = { ["deliveriesSpent"] = "many", ["firstSeen"] = 7, ["wishedAttempt"] = -1 },
        };

        var delivery = DeliveryProperties.Read(SampleMessages.Delivered(sent), SampleMessages.Noon);

        Assert.Equal(new Delivery(1, SampleMessages.Noon), delivery);
    }
}
