namespace Keepnet.Conformance.Tests.Support;

/// <summary>What a request asks for.</summary>
internal enum Call
{
    Token,
    Companies,
    Reports,
    Detail,
    Catalogue,
    Widgets,

    /// <summary>A path that is none of this API's.</summary>
    Other,
}
