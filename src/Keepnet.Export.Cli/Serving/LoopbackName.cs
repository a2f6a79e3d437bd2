using System.Net;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Names of this machine that no DNS server has a say in.</summary>
internal static class LoopbackName
{
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
