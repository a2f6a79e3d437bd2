using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Addresses that a command listens on.</summary>
internal static class ListenAddress
{
    private const string Allowed = "http:// with an IP address of this machine or localhost and a port, such as http://127.0.0.1:5080";

    public static void Check(OptionResult result)
    {
        var text = result.Tokens is [var token, ..] ? token.Value : null;
        if (text is not null && !(Split(text) is { Length: > 0 } addresses && addresses.All(IsUsable)))
        {
            result.AddError($"{result.Option.Name} is '{text}'; allowed: {Allowed}.");
        }
    }

    /// <summary>Turns what a server that cannot listen throws into a sentence.</summary>
    /// <exception cref="InvalidSettingsException">The address is taken, not this machine's, or not allowed.</exception>
    public static async Task<T> BindAsync<T>(string address, Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            var reason = (exception.GetBaseException() as SocketException)?.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "another program listens there",
                SocketError.AccessDenied => "this user may not listen there",
                SocketError.AddressNotAvailable => "the address is not this machine's",
                _ => "the system refuses it",
            };
            throw new InvalidSettingsException($"Cannot listen on {address}: {reason}. Choose another address or port with --urls.");
        }
    }

    /// <summary>The address by which a client on this machine reaches a server that may listen on all addresses.</summary>
    public static string ForClients(Uri address) =>
        new UriBuilder(address) { Host = address.Host is "0.0.0.0" or "[::]" ? IPAddress.Loopback.ToString() : address.Host }.Uri.ToString();

    private static string[] Split(string addresses) =>
        addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsUsable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http", PathAndQuery: "/", UserInfo: "", Fragment: "" }
        && (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || uri.Host == "localhost");
}
