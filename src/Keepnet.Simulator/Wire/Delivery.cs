namespace Keepnet.Simulator;

/// <summary>How an answer reaches the client.</summary>
internal enum Delivery
{
    Whole,

    /// <summary>In small pieces with pauses.</summary>
    Slow,

    /// <summary>Half of what the content length promises.</summary>
    Cut,

    /// <summary>Half of a chunked body, then the connection is gone.</summary>
    CutChunked,

    /// <summary>The connection is gone before an answer.</summary>
    Reset,
}
