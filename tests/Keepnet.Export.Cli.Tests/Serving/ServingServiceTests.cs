using Keepnet.Export.Cli.Serving;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Tests.Serving;

public sealed class ServingServiceTests
{
    [Fact]
    public async Task Ends_in_good_order_when_the_process_never_listened()
    {
        var lifetime = new NeverStarted();
        using var service = new Worker(lifetime);
        await service.StartAsync(default);
        await lifetime.Asked;

        await service.StopAsync(default);

        Assert.True(service.ExecuteTask!.IsCompletedSuccessfully);
        Assert.False(service.HasServed);
    }

    private sealed class Worker(IHostApplicationLifetime lifetime) : ServingService(lifetime)
    {
        public bool HasServed { get; private set; }

        protected override Task ServeAsync(CancellationToken stoppingToken)
        {
            HasServed = true;
            return Task.CompletedTask;
        }
    }

    private sealed class NeverStarted : IHostApplicationLifetime
    {
        private readonly TaskCompletionSource _asked = new();

        /// <summary>Done when somebody wants to know when the process listens.</summary>
        public Task Asked => _asked.Task;

        public CancellationToken ApplicationStarted
        {
            get
            {
                _asked.TrySetResult();
                return default;
            }
        }

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
