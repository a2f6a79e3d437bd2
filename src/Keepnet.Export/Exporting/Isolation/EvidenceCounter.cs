using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Weighs what in an answer can only be one company's own.</summary>
internal sealed class EvidenceCounter(EvidenceKind kind)
{
    // More is not needed to tell, and counting on would cost memory in nothing but counts.
    private const int MaxWeight = 1000;

    // The line that marks the target.
    private const string TargetName = "PLA";

    private readonly PropertyMeanings _meanings = new();
    private Level[] _levels = new Level[16];
    private int _depth;
    private PropertyMeaning _property;

    public int Weight { get; private set; }

    public void Add(JsonScanner token)
    {
        switch (token.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                Open(new Level { Shared = _property.HasFlag(PropertyMeaning.Shared) });
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                Close();
                break;
            case JsonTokenType.PropertyName:
                _property = _meanings.Of(token.Value);
                return;
            case JsonTokenType.Number when kind == EvidenceKind.Figures:
                Count(IsZero(token.Value) ? 0 : 1);
                break;
            case JsonTokenType.String when _property.HasFlag(PropertyMeaning.Naming) && (SharedWords.AreIn(token.Value) || token.TextIs(TargetName)):
                _levels[_depth].Shared = true;
                break;
            case JsonTokenType.True when kind == EvidenceKind.OwnReports && _property.HasFlag(PropertyMeaning.Ownership):
                Count(IsolationGuard.EnoughEvidence);
                break;
        }

        _property = PropertyMeaning.None;
    }

    private void Count(int weight) => _levels[_depth].Weight += _property.HasFlag(PropertyMeaning.Shared) ? 0 : weight;

    private void Open(Level level)
    {
        if (++_depth == _levels.Length)
        {
            Array.Resize(ref _levels, _levels.Length * 2);
        }

        _levels[_depth] = level;
    }

    private void Close()
    {
        var closed = _levels[_depth--];
        if (!closed.Shared)
        {
            _levels[_depth].Weight += closed.Weight;
        }

        if (_depth == 0)
        {
            Weight = Math.Min(Weight + _levels[0].Weight, MaxWeight);
            _levels[0].Weight = 0;
        }
    }

    private static bool IsZero(ReadOnlySpan<byte> number) => number.IndexOfAnyInRange((byte)'1', (byte)'9') < 0;

    private struct Level
    {
        public bool Shared;
        public int Weight;
    }
}
