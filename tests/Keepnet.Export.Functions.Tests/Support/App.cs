using Azure.Messaging.ServiceBus;
using Keepnet.Export.Functions.Hosting;
using Keepnet.Export.Functions.Messages;
using Keepnet.Export.Queueing;
using Keepnet.Export.Requests;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Storage;
using Keepnet.Simulator;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;

namespace Keepnet.Export.Functions.Tests.Support;

/// <summary>The app on a simulated tenant, a store of its own and a queue that only remembers.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly SimulatedTenant _tenant;
    private readonly IHost _host;

    private App(SimulatedTenant tenant, (string Key, string? Value)[] settings)
    {
        _tenant = tenant;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = tenant.BaseUrl.ToString(),
            ["Keepnet:ClientId"] = tenant.Options.ClientId,
            ["Keepnet:ClientSecret"] = tenant.Options.ClientSecret,
            ["Export:Directory"] = Directory,
            ["ExportSchedule"] = "0 0 2 * * *",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddKeepnetExport();
        builder.AddExportSchedule();
        builder.Services.AddSingleton<IExportQueue>(Queue);
        builder.Services.AddSingleton<MessageSettler>();
        _host = builder.Build();
    }

    /// <summary>The store's, unless the settings name another.</summary>
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), "keepnet-functions-" + Guid.NewGuid().ToString("N"));

    public SetClock Clock { get; } = new(SampleMessages.Noon);

    public RecordedQueue Queue { get; } = new();

    public Mock<ServiceBusMessageActions> Actions { get; } = new();

    public IExportStore Store => Get<IExportStore>();

    public ExportRequests Requests => Get<ExportRequests>();

    public static Task<App> StartAsync(int companies, params (string Key, string? Value)[] settings) => StartAsync(companies, [], settings);

    public static async Task<App> StartAsync(int companies, string[] faults, params (string Key, string? Value)[] settings) =>
        new(await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = companies, Faults = faults }, default), settings);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task FireAsync(bool isPastDue = false) =>
        new ScheduledExport(Get<ScheduledRuns>()).RunAsync(new TimerInfo { IsPastDue = isPastDue }, default);

    public Task DeliverAsync(ExportMessage message, Delivery delivery)
    {
        var sent = new ServiceBusMessage(ExportMessageFormat.Write(message));
        DeliveryProperties.Write(sent.ApplicationProperties, delivery);
        return DeliverAsync(SampleMessages.Delivered(sent));
    }

    public Task DeliverAsync(ServiceBusReceivedMessage message) =>
        new ExportCompany(Get<MessageWorker>(), Get<MessageSettler>(), Clock).RunAsync(message, Actions.Object, default);

    /// <summary>Every file of the store with its content.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadStoreAsync()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var entry in Store.ListAsync("v1", default))
        {
            await using var stream = await Store.TryOpenAsync(entry.Path, default);
            using var reader = new StreamReader(stream!);
            files[entry.Path] = await reader.ReadToEndAsync();
        }

        return files;
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _tenant.DisposeAsync();
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
