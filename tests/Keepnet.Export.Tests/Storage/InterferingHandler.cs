namespace Keepnet.Export.Tests.Storage;

/// <summary>The network between a store and Azurite, where a test may answer itself or lose what was answered.</summary>
internal sealed class InterferingHandler(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> interfere)
    : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => interfere(request, () => base.SendAsync(request, cancellationToken));
}
