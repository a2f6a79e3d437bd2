using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests.Support;

/// <summary>Holds the first call of one kind, so that whoever made it is in the middle of it for as long as a test likes.</summary>
internal sealed class HeldCall(Operation operation) : IDisposable
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Only a call for this company; null for any, also one for no company.</summary>
    public string? CompanyId { get; set; }

    /// <summary>Done when the call is there and waits.</summary>
    public Task Came => _came.Task;

    /// <summary>To be what a tenant does before each answer.</summary>
    public Task BeforeAnswer(Operation asked, string? companyId) =>
        asked == operation && (CompanyId is null || CompanyId == companyId) && _came.TrySetResult() ? _released.Task : Task.CompletedTask;

    public void Dispose() => _released.TrySetResult();
}
