namespace Keepnet.Conformance.Tests.Support;

/// <summary>What happens to the connection after the bytes of an answer.</summary>
internal enum Ending
{
    KeepAlive,

    /// <summary>Closed in good order.</summary>
    Close,

    /// <summary>Torn down (TCP RST).</summary>
    Reset,

    /// <summary>Left open, and nothing more is ever sent.</summary>
    Stall,
}
