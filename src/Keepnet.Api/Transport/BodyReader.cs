namespace Keepnet.Api.Transport;

/// <summary>Reads bodies that a handler decompresses on the way.</summary>
internal static class BodyReader
{
    /// <exception cref="InvalidDataException">The compressed body is broken.</exception>
    public static async ValueTask<int> ReadBodyAsync(this Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // What .NET says of broken Brotli; of broken gzip it throws what it should.
            throw new InvalidDataException("The body cannot be decompressed.", exception);
        }
    }
}
