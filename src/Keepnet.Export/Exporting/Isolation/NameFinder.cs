using System.Buffers;
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

    // What no word has in it: ASCII but letters, digits, - and _.
    private static readonly SearchValues<byte> Separators = SearchValues.Create(
        [.. Enumerable.Range(0, 128).Where(sign => !char.IsAsciiLetterOrDigit((char)sign) && sign is not ('-' or '_')).Select(sign => (byte)sign)]);

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
        while (text.Length >= roster.ShortestId)
        {
            var end = text.IndexOfAny(Separators);
            var word = end < 0 ? text : text[..end];
            if (roster.IsIdLength(word.Length) && roster.FindById(word) is { } id)
            {
                _ = id == companyId ? _namesItself = true : _byId.Count < Several && _byId.Add(id);
            }

            text = end < 0 ? default : text[(end + 1)..];
        }
    }
}
