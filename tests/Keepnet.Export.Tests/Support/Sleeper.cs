namespace Keepnet.Export.Tests.Support;

/// <summary>Puts the one who works through a <see cref="StoreDecorator"/> to sleep at one operation, once.</summary>
/// <param name="isHere">Gets the operation and its number, from 1.</param>
/// <param name="before">Whether it sleeps before the operation takes effect, or after.</param>
internal sealed class Sleeper(Func<string, int, bool> isHere, bool before)
{
    private readonly TaskCompletionSource _asleep = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _awake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Done when the sleep begins.</summary>
    public Task Asleep => _asleep.Task;

    public void Wake() => _awake.TrySetResult();

    public async Task AroundAsync(string operation, Func<Task> work)
    {
        var isMine = isHere(operation, Interlocked.Increment(ref _count)) && !_asleep.Task.IsCompleted;
        if (isMine && before)
        {
            await SleepAsync();
        }

        await work();
        if (isMine && !before)
        {
            await SleepAsync();
        }
    }

    private Task SleepAsync()
    {
        _asleep.TrySetResult();
        return _awake.Task;
    }
}
