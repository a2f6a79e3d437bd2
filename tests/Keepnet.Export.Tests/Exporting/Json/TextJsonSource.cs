using System.Text;
using Keepnet.Api.Json;

namespace Keepnet.Export.Tests.Exporting.Json;

/// <summary>JSON text that comes in small pieces, as from a slow disk.</summary>
internal sealed class TextJsonSource(string json, int piece = int.MaxValue) : IJsonSource
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(json);

    public long Length => _bytes.Length;

    public JsonItem Whole => new(0, _bytes.Length);

    public int Read(long offset, Span<byte> destination)
    {
        var count = Math.Min(Math.Min(piece, destination.Length), _bytes.Length - (int)offset);
        _bytes.AsSpan((int)offset, count).CopyTo(destination);
        return count;
    }
}
