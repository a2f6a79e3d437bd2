using System.Diagnostics.CodeAnalysis;

namespace Keepnet.Api.Transport;

/// <summary>Callers waiting for their turn: urgent ones first, in each lane as they came, and nobody waits for ever.</summary>
internal sealed class ThrottleLanes
{
    // So many urgent ones in a row, and one of the others gets a turn.
    private const int MostUrgentInARow = 4;

    private readonly Queue<TaskCompletionSource<ThrottleLease>> _urgent = new();
    private readonly Queue<TaskCompletionSource<ThrottleLease>> _others = new();
    private int _urgentInARow;

    public bool IsEmpty => _urgent.Count + _others.Count == 0;

    public void Enqueue(TaskCompletionSource<ThrottleLease> turn, bool isUrgent) => (isUrgent ? _urgent : _others).Enqueue(turn);

    public bool TryDequeue([NotNullWhen(true)] out TaskCompletionSource<ThrottleLease>? turn)
    {
        var isOthersTurn = _urgent.Count == 0 || (_urgentInARow >= MostUrgentInARow && _others.Count > 0);
        _urgentInARow = isOthersTurn ? 0 : _urgentInARow + 1;
        return (isOthersTurn ? _others : _urgent).TryDequeue(out turn);
    }
}
