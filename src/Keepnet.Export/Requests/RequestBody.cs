namespace Keepnet.Export.Requests;

/// <summary>The body of a request, not read yet.</summary>
/// <param name="Content">At most <see cref="MaxBytes"/> and one of it are read.</param>
/// <param name="ContentType">The header as sent.</param>
public sealed record RequestBody(Stream Content, string? ContentType)
{
    public const int MaxBytes = 64 * 1024;

    public static RequestBody None { get; } = new(Stream.Null, null);
}
