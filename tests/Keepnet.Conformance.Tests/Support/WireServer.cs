using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>An HTTP/1.1 server on loopback that answers with exactly the bytes it is told to.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly Func<WireRequest, WireAnswer> _answer;
    private readonly Task _accepting;

    public WireServer(Func<WireRequest, WireAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Everything that arrived, in order.</summary>
    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await AcceptOneAsync()));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task<TcpClient> AcceptOneAsync()
    {
        while (true)
        {
            try
            {
                return await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (SocketException)
            {
                // That client was gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAllAsync(client);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task AnswerAllAsync(TcpClient client)
    {
        client.NoDelay = true;
        var stream = client.GetStream();
        var reader = new RequestReader(stream);
        while (await reader.ReadAsync(_stop.Token) is { } request)
        {
            var seen = request with { Try = _tries.AddOrUpdate(request.Key, 1, (_, before) => before + 1) };
            _requests.Enqueue(seen);
            var answer = _answer(seen);
            await WriteAsync(stream, answer);
            if (answer.Ending != Ending.KeepAlive || answer.Framing == Framing.Close)
            {
                await EndAsync(client, answer.Ending);
                return;
            }
        }
    }

    private async Task WriteAsync(NetworkStream stream, WireAnswer answer)
    {
        var bytes = answer.ToBytes();
        var whole = answer.Drip > TimeSpan.Zero ? bytes.Length - answer.Body.Length : bytes.Length;
        await stream.WriteAsync(bytes.AsMemory(0, whole), _stop.Token);
        for (var sent = whole; sent < bytes.Length; sent++)
        {
            await Task.Delay(answer.Drip, _stop.Token);
            await stream.WriteAsync(bytes.AsMemory(sent, 1), _stop.Token);
        }
    }

    private async Task EndAsync(TcpClient client, Ending ending)
    {
        if (ending == Ending.Stall)
        {
            await client.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
        }

        client.LingerState = new LingerOption(ending == Ending.Reset, 0);
    }
}
