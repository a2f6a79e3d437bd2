namespace Keepnet.Api.Json;

/// <summary>One property of an object: its name with escapes resolved, and where its value lies.</summary>
public readonly record struct JsonMember(string Name, JsonRange Value);
