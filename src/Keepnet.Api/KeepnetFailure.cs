namespace Keepnet.Api;

/// <summary>What went wrong with a call, in terms of what the caller can do about it.</summary>
public enum KeepnetFailure
{
    /// <summary>The token endpoint or the API does not accept the client credentials.</summary>
    Authentication,

    /// <summary>The credentials work but are not those of a reseller.</summary>
    NotReseller,

    /// <summary>The caller's address is not on the client's allow list.</summary>
    IpRestricted,

    /// <summary>The credentials may not read this company or call this operation.</summary>
    Forbidden,

    /// <summary>The company has closed its account to outside access.</summary>
    Privacy,

    /// <summary>The company or report does not exist (any more).</summary>
    NotFound,

    /// <summary>The API rejects the request as it stands.</summary>
    InvalidRequest,

    /// <summary>The API asks for fewer calls (429).</summary>
    Throttled,

    /// <summary>The API, a gateway or the network is down, slow or broken for now.</summary>
    Unavailable,

    /// <summary>The answer is not what this API sends: not JSON, cut off, too large, a foreign redirect.</summary>
    Protocol,

    /// <summary>This machine has no room for the answer: the temporary file cannot be created or written.</summary>
    Storage,
}
