using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Looks in one part of an answer for the ids of companies and, in a report, for the name of the company it is about.</summary>
/// <param name="roster">Companies to look for.</param>
/// <param name="companyId">The company that asked.</param>
/// <param name="kind">What the part is.</param>
internal sealed class NameFinder(RosterNames roster, string companyId, EvidenceKind kind)
{
    // One that names several others compares companies on purpose.
    private const int Several = 2;

    private readonly HashSet<string> _byId = new(StringComparer.Ordinal);
    private string? _byName;
    private bool _companyNameFollows;
    private bool _namesItself;

    public bool NamesItself => _namesItself && _byId.Count == 0;

    public bool NamesById => Ids.Count > 0;

    /// <summary>Other companies that the part names.</summary>
    public IReadOnlyCollection<string> Names => _byName is null || Ids.Contains(_byName) ? Ids : [.. Ids, _byName];

    private HashSet<string> Ids => _byId.Count < Several ? _byId : [];

    public void Add(JsonScanner token)
    {
        if (token.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return;
        }

        AddWords(token.Value);
        if (token.TokenType == JsonTokenType.PropertyName)
        {
            _companyNameFollows = kind == EvidenceKind.ReportFigures && token.Depth == 1 && token.TextIs("companyName");
            return;
        }

        if (_companyNameFollows && token.GetText() is { } text && roster.FindByName(text) is { } owner)
        {
            _namesItself |= owner == companyId;
            _byName = owner == companyId ? null : owner;
        }

        _companyNameFollows = false;
    }

    private void AddWords(ReadOnlySpan<byte> text)
    {
        var start = 0;
        for (var position = 0; position <= text.Length; position++)
        {
            if (position < text.Length && IsWord(text[position]))
            {
                continue;
            }

            if (roster.IsIdLength(position - start) && roster.FindById(text[start..position]) is { } id)
            {
                _ = id == companyId ? _namesItself = true : _byId.Count < Several && _byId.Add(id);
            }

            start = position + 1;
        }
    }

    private static bool IsWord(byte sign) =>
        sign is >= (byte)'0' and <= (byte)'9' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'a' and <= (byte)'z' or (byte)'-' or (byte)'_' or >= 128;
}
