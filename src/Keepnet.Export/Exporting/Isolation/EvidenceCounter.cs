using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Weighs what in an answer can only be one company's own.</summary>
internal sealed class EvidenceCounter(EvidenceKind kind)
{
    // More is not needed to tell, and counting on would cost memory in nothing but counts.
    private const int MaxWeight = 1000;

    // Averages of the sector, and what every company's chart is drawn with: bands of a gauge, classes of minutes.
    private static readonly string[] SharedWords = ["industry", "benchmark", "avg", "bands", "range"];

    // The line that marks the target.
    private const string TargetName = "PLA";

    private readonly Stack<Level> _levels = new([new Level()]);
    private bool _sharedProperty;
    private bool _namingProperty;
    private bool _ownershipProperty;

    public int Weight { get; private set; }

    public void Add(JsonScanner token)
    {
        switch (token.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                _levels.Push(new Level { Shared = _sharedProperty });
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                Close(_levels.Pop());
                break;
            case JsonTokenType.PropertyName:
                NoteProperty(token);
                return;
            case JsonTokenType.Number when kind == EvidenceKind.Figures:
                Count(IsZero(token.Value) ? 0 : 1);
                break;
            case JsonTokenType.String when _namingProperty && (Names(token, SharedWords) || token.TextIs(TargetName)):
                _levels.Peek().Shared = true;
                break;
            case JsonTokenType.True when kind == EvidenceKind.OwnReports && _ownershipProperty:
                Count(IsolationGuard.EnoughEvidence);
                break;
        }

        (_sharedProperty, _namingProperty, _ownershipProperty) = (false, false, false);
    }

    private void NoteProperty(JsonScanner token)
    {
        _sharedProperty = Names(token, SharedWords);
        _namingProperty = Names(token, ["name", "label"]);
        _ownershipProperty = Names(token, ["isEditable", "isDeletable"]);
    }

    private void Count(int weight) => _levels.Peek().Weight += _sharedProperty ? 0 : weight;

    private void Close(Level level)
    {
        if (!level.Shared)
        {
            _levels.Peek().Weight += level.Weight;
        }

        if (_levels.Count == 1)
        {
            Weight = Math.Min(Weight + _levels.Peek().Weight, MaxWeight);
            _levels.Peek().Weight = 0;
        }
    }

    private static bool Names(JsonScanner token, string[] words)
    {
        var bytes = token.Value;
        if (bytes.Length > 256)
        {
            return false;
        }

        Span<char> text = stackalloc char[bytes.Length];
        var length = Encoding.UTF8.GetChars(bytes, text);
        foreach (var word in words)
        {
            if (((ReadOnlySpan<char>)text[..length]).Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsZero(ReadOnlySpan<byte> number) => number.IndexOfAnyInRange((byte)'1', (byte)'9') < 0;

    private sealed class Level
    {
        public bool Shared { get; set; }

        public int Weight { get; set; }
    }
}
