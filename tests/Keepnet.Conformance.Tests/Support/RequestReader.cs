using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>Reads requests off a connection, one after the other.</summary>
internal sealed class RequestReader(Stream stream)
{
    private readonly PipeReader _pipe = PipeReader.Create(stream);

    /// <returns>Null when the client has gone.</returns>
    public async Task<WireRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                return await FinishAsync(lines, cancellationToken);
            }

            lines.Add(line);
        }

        return null;
    }

    private async Task<WireRequest> FinishAsync(List<string> lines, CancellationToken cancellationToken)
    {
        var request = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        var body = new byte[length];
        if (length > 0)
        {
            var read = await _pipe.ReadAtLeastAsync(length, cancellationToken);
            read.Buffer.Slice(0, length).CopyTo(body);
            _pipe.AdvanceTo(read.Buffer.GetPosition(length));
        }

        return new WireRequest { Method = request[0], Path = request[1], Headers = headers, Body = body };
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                _pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }
}
