using Keepnet.Export.Settings;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Storage;

/// <summary>
/// Waits out what passes in a store, for steps that lose work when they are given up: they are tried again for as long as a
/// company may be put off. Only for work that may be done twice.
/// </summary>
internal sealed partial class StorePatience(ExportOptions options, TimeProvider time, ILogger<StorePatience> logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <exception cref="StoreException">It does not pass by itself, or has not within <see cref="ExportOptions.CompanyTimeBudget"/>.</exception>
    public async Task<T> WaitOutAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        while (true)
        {
            try
            {
                return await work();
            }
            catch (StoreException exception) when (exception.IsPassing && time.GetUtcNow() - start < options.CompanyTimeBudget)
            {
                LogWaiting(exception.Message);
            }

            await Task.Delay(options.RedeliveryDelay > Shortest ? options.RedeliveryDelay : Shortest, time, cancellationToken);
        }
    }

    public Task WaitOutAsync(Func<Task> work, CancellationToken cancellationToken) => WaitOutAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellationToken);

    [LoggerMessage(LogLevel.Warning, "The store fails for now and is tried again: {Reason}")]
    private partial void LogWaiting(string reason);
}
