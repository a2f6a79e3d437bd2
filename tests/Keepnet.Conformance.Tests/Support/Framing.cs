namespace Keepnet.Conformance.Tests.Support;

/// <summary>How a client learns where a body ends.</summary>
internal enum Framing
{
    ContentLength,
    Chunked,

    /// <summary>The connection ends with it, as with HTTP/1.0 servers.</summary>
    Close,
}
