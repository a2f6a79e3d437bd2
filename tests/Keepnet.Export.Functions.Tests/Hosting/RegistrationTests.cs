using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Hosting;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Queueing;
using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Functions.Tests.Hosting;

public sealed class RegistrationTests
{
    [Fact]
    public async Task The_queue_is_sent_to_under_the_names_its_trigger_reads()
    {
        var builder = Builder(("ServiceBus:fullyQualifiedNamespace", "example.servicebus.windows.net"), ("ExportQueue", "company-exports"));
        builder.Services.AddSingleton(TimeProvider.System);

        builder.AddExportQueue();
        await using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("example.servicebus.windows.net", services.GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace);
        Assert.Equal("company-exports", services.GetRequiredService<ServiceBusSender>().EntityPath);
        Assert.IsType<ServiceBusExportQueue>(services.GetRequiredService<IExportQueue>());
    }

    [Theory]
    [InlineData("ServiceBus:fullyQualifiedNamespace")]
    [InlineData("ExportQueue")]
    public void A_missing_setting_is_named(string missing)
    {
        var builder = Builder(("ServiceBus:fullyQualifiedNamespace", "example.servicebus.windows.net"), ("ExportQueue", "company-exports"), (missing, ""));

        var exception = Assert.Throws<InvalidSettingsException>(() => builder.AddExportQueue());

        Assert.StartsWith($"{missing} is missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_that_cannot_be_read_is_named()
    {
        var exception = Assert.Throws<InvalidSettingsException>(() => Builder(("ExportSchedule", "nightly")).AddExportSchedule());

        Assert.StartsWith("ExportSchedule is 'nightly'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/")]
    public async Task The_app_starts_with_and_without_a_place_for_its_telemetry(string? connectionString)
    {
        var builder = Builder(("APPLICATIONINSIGHTS_CONNECTION_STRING", connectionString));

        builder.AddTelemetry();
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();
    }

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        foreach (var (key, value) in settings)
        {
            builder.Configuration.AddInMemoryCollection([new KeyValuePair<string, string?>(key, value)]);
        }

        return builder;
    }
}
