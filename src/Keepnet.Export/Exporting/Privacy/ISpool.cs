using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Holds JSON text while it is made and read; disposing it leaves nothing behind.</summary>
internal interface ISpool : IJsonSource, IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
