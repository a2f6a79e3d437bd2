namespace Keepnet.Api.Json;

/// <summary>What protects a reader of JSON from too much of it.</summary>
public enum JsonLimit
{
    /// <summary>Length of a single string, number or name; fixed.</summary>
    Token,

    /// <summary>Length of a whole answer, <see cref="KeepnetApiOptions.MaxResponseBytes"/>.</summary>
    Bytes,

    /// <summary>Depth of nesting, <see cref="KeepnetApiOptions.MaxJsonDepth"/>.</summary>
    Depth,

    /// <summary>Elements of one answer, <see cref="KeepnetApiOptions.MaxItems"/>.</summary>
    Items,
}
