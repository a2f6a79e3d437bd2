using System.Diagnostics.Metrics;
using System.Net;
using Keepnet.Api.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Keepnet.Api;

public static class KeepnetApiServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="KeepnetClient"/> for all. The caller binds <see cref="KeepnetApiOptions"/> and registers an
    /// <see cref="IClientCredentialsSource"/>; the HTTP client <see cref="KeepnetClient.HttpClientName"/> can be configured further.
    /// </summary>
    public static IServiceCollection AddKeepnetApi(this IServiceCollection services)
    {
        services.AddOptions<KeepnetApiOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KeepnetApiOptions>, KeepnetApiOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton(CreateClient);
        services.AddHttpClient(KeepnetClient.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)

            // Connections are recycled below, so one handler serves for good; the client logs retries itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }

    private static KeepnetClient CreateClient(IServiceProvider services) => new(
        new HttpMessageInvoker(services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(KeepnetClient.HttpClientName)),
        services.GetRequiredService<IOptions<KeepnetApiOptions>>(),
        services.GetRequiredService<IClientCredentialsSource>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<KeepnetClient>>(),
        services.GetRequiredService<IMeterFactory>());

    private static SocketsHttpHandler CreateHandler(IServiceProvider services) => new()
    {
        // A proxy that the environment names cannot reach this machine's own addresses.
        UseProxy = !new Uri(services.GetRequiredService<IOptions<KeepnetApiOptions>>().Value.BaseUrl).IsLoopback,

        // The client follows redirects itself, and only those that keep the token on the same host.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,

        // The API is no part of our traces: its calls are activities of this client's own, and no trace id leaves.
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(30),

        // Often enough to notice a moved address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        EnableMultipleHttp2Connections = true,
    };
}
