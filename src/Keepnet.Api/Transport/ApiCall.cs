namespace Keepnet.Api.Transport;

/// <summary>One request to the API, so described that it can be sent again.</summary>
internal sealed record ApiCall(HttpMethod Method, string Path, AnswerShape Shape)
{
    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>The company of the call; null for the calls above companies.</summary>
    public CompanyScope? Scope { get; init; }

    /// <summary>The path without ids, the same for all calls of the operation.</summary>
    public string Route
    {
        get => field ?? Path;
        init;
    }

    /// <summary>Whether one of the things asked for may be what the API fails at: then asking for each alone tells more than asking again.</summary>
    public bool IsDivisible { get; init; }

    /// <summary>Verb and path, for messages.</summary>
    public string Name => $"{Method} {Path}";

    public override string ToString() => Scope is null ? Name : $"{Name} for company {Scope.CompanyId}";
}
