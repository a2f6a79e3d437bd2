namespace Keepnet.Api.Transport;

/// <summary>A call that got no answer, in words: why, and what to look at.</summary>
/// <param name="Failure">Whether another try may help.</param>
/// <param name="What">What happened to the call.</param>
/// <param name="Advice">What to do.</param>
internal sealed record ConnectionProblem(KeepnetFailure Failure, string What, string Advice)
{
    private const string AdviceForTheWay = "Try again later; if it stays, check Keepnet:BaseUrl, the network and proxies on the way.";

    /// <summary>True when another try would end the same way.</summary>
    public bool IsFinal { get; init; }

    /// <param name="exception">What the HTTP stack threw. Its own message is not repeated: it may hold a proxy's password.</param>
    /// <param name="address">Scheme, host and port of the API.</param>
    public static ConnectionProblem Of(HttpRequestException exception, string address) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Unavailable(
            $"got no answer: the name in {address} is not known", "Check Keepnet:BaseUrl, the network and its DNS."),
        HttpRequestError.ConnectionError => Unavailable(
            $"got no answer: {address} cannot be reached", "Check Keepnet:BaseUrl, the network, firewalls and proxies on the way."),
        HttpRequestError.SecureConnectionError => Unavailable(
            $"was not sent: the certificate of {address} is not trusted, or TLS failed otherwise",
            "Check Keepnet:BaseUrl and proxies on the way; a company's own authority must be trusted by this machine, no setting turns the check off."),
        HttpRequestError.ProxyTunnelError => Unavailable(
            "was not sent: the proxy on the way refuses it", "Check the proxy's address, user and password (HTTPS_PROXY), or put the API into NO_PROXY."),
        HttpRequestError.ConfigurationLimitExceeded => new(
            KeepnetFailure.Protocol, "was given up: the headers of its answer are too large",
            "Another try would end the same way; check Keepnet:BaseUrl and proxies on the way.")
        {
            IsFinal = true,
        },
        HttpRequestError.InvalidResponse => new(
            KeepnetFailure.Protocol, "was answered with what is no HTTP", AdviceForTheWay),
        HttpRequestError.HttpProtocolError => Unavailable("got no usable answer: it breaks the rules of HTTP/2 or HTTP/3", AdviceForTheWay),
        HttpRequestError.ResponseEnded => Unavailable("got no answer: the connection was closed", AdviceForTheWay),
        _ => Unavailable("got no answer: the connection was lost", AdviceForTheWay),
    };

    private static ConnectionProblem Unavailable(string what, string advice) => new(KeepnetFailure.Unavailable, what, advice);
}
