using Keepnet.Api.Json;

namespace Keepnet.Api.Transport;

/// <summary>A body received whole: its bytes and what its envelope says; no envelope when the body is empty.</summary>
internal sealed record ReceivedAnswer(Spool Spool, Envelope? Envelope);
