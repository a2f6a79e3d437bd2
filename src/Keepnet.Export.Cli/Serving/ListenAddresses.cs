using System.Net;
using Keepnet.Export.Settings;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Where <c>serve</c> listens.</summary>
internal sealed record ListenAddresses(IReadOnlyList<string> Urls, bool IsLoopbackOnly)
{
    public const string Default = "http://127.0.0.1:5081";

    /// <param name="text">One address, or several with semicolons between them.</param>
    /// <param name="apiKey">Null when there is none.</param>
    /// <exception cref="InvalidSettingsException">An address is no address, or is open to others although there is no API key.</exception>
    public static ListenAddresses Parse(string text, string? apiKey)
    {
        var urls = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var addresses = urls.Select(TryParse).ToList();
        if (addresses.Count == 0 || addresses.Any(address => address is not { Scheme: "http", PathBase: "", IsUnixPipe: false, IsNamedPipe: false, Port: >= 0 and <= IPEndPoint.MaxPort }))
        {
            throw new InvalidSettingsException($"--urls is '{text}'; allowed: http addresses such as {Default}, with semicolons between several. For https put a proxy in front");
        }

        var isLoopbackOnly = addresses.All(address => LoopbackName.IsLoopback(address!.Host));
        return isLoopbackOnly || apiKey is not null
            ? new ListenAddresses(urls, isLoopbackOnly)
            : throw new InvalidSettingsException($"--urls is '{text}', which others can reach: set Serve:ApiKey (in the environment Serve__ApiKey) to a secret of at least {ServeOptions.MinKeyLength} characters");
    }

    private static BindingAddress? TryParse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
