using Keepnet.Api.Json;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>A source that gives at most a few bytes a read when told so.</summary>
internal sealed class TextSource(byte[] bytes, int most = int.MaxValue) : IJsonSource
{
    public long Length => bytes.Length;

    public int Read(long offset, Span<byte> destination)
    {
        var count = (int)Math.Min(Math.Min(bytes.Length - offset, destination.Length), most);
        bytes.AsSpan((int)offset, count).CopyTo(destination);
        return count;
    }
}
