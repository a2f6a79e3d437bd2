using System.Buffers;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>Where lines of an <c>.ndjson</c> file go: write one JSON value to <see cref="Buffer"/>, then end the line.</summary>
public interface ILineSink
{
    /// <summary>Always the same one. The type itself and not what it implements: lines are made of many small writes.</summary>
    ArrayBufferWriter<byte> Buffer { get; }

    /// <summary>Ends the line, counts it as a record and passes bytes on when enough have gathered.</summary>
    ValueTask EndLineAsync(CancellationToken cancellationToken);
}
