using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Queueing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Functions.Hosting;

/// <summary>Registers the Service Bus queue; the trigger of <see cref="ExportCompany"/> reads the same settings.</summary>
internal static class QueueRegistration
{
    /// <exception cref="Settings.InvalidSettingsException">A setting is missing.</exception>
    public static IHostApplicationBuilder AddExportQueue(this IHostApplicationBuilder builder)
    {
        var host = RequiredSetting.Read(
            builder.Configuration, "ServiceBus:fullyQualifiedNamespace", "the namespace's host name, for example my-namespace.servicebus.windows.net");
        var queue = RequiredSetting.Read(builder.Configuration, "ExportQueue", "the name of the queue");
        builder.Services.AddSingleton(_ => new ServiceBusClient(host, new DefaultAzureCredential(), Options()));
        builder.Services.AddSingleton(provider => provider.GetRequiredService<ServiceBusClient>().CreateSender(queue));
        builder.Services.AddSingleton<IExportQueue, ServiceBusExportQueue>();
        builder.Services.AddSingleton<MessageSettler>();
        return builder;
    }

    // A namespace that throttles asks for ten seconds' patience; what outlasts these tries is tried once more by the queue itself.
    private static ServiceBusClientOptions Options() => new()
    {
        Identifier = "keepnet-export",
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Exponential,
            MaxRetries = 5,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            TryTimeout = TimeSpan.FromSeconds(60),
        },
    };
}
