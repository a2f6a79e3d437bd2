namespace Keepnet.Api.Json;

/// <summary>Complete JSON text (UTF-8, valid, no byte order mark) that can be read again and at any place, however large.</summary>
public interface IJsonSource
{
    /// <summary>Bytes in all.</summary>
    long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on; returns the bytes read, 0 at the end.</summary>
    int Read(long offset, Span<byte> destination);
}
