using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Api.Companies;

/// <summary>A company the credentials manage, as <c>POST /api/companies/search</c> lists it.</summary>
public sealed record Company
{
    /// <summary>Company resource id; opaque, case-sensitive.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>0 announces that the company is closed to outside access.</summary>
    public int? PrivacyDurationId { get; init; }

    public bool LicenceExpired { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The API's own object on one line, fields and digits as sent, without <c>children</c> (they are companies of their own).</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Reads such an object again; null when it has no id.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Company? Read(ReadOnlyMemory<byte> json) =>
        CompanyReader.Read(new MemoryJsonSource(json), new JsonRange(0, json.Length, JsonValueKind.Object));
}
