using System.Collections.Concurrent;

namespace Keepnet.Simulator;

/// <summary>
/// Ends tokens before their time. A request refused once is answered with any other token, revoked or not:
/// while its client waits for a new token, another worker may have lost that one too.
/// </summary>
internal sealed class RevokedTokens(FaultDice dice) : IFault
{
    private static readonly int[] Statuses = [401, 401, 306];

    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refusedWith = new(StringComparer.Ordinal);

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        if (call.Token is null)
            return next(call);
        if (_refusedWith.TryGetValue(call.Key, out var refused) && refused != call.Token)
            return Replay(call, next);
        if (!_revoked.ContainsKey(call.Token) && !dice.Harms(call))
            return next(call);

        _revoked[call.Token] = true;
        _refusedWith[call.Key] = call.Token;
        return Answer.Failure(dice.Pick(call, Statuses), "FAILED", "Unauthorized");
    }

    private Answer Replay(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        if (answer.IsSuccess)
            _refusedWith.TryRemove(call.Key, out _);
        return answer;
    }
}
