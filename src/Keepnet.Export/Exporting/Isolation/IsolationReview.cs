using Keepnet.Api;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>
/// Decides whether one company's answers are its own, before anything of them is published. Where nothing is suspicious it asks
/// nothing; else it looks once more at what the companies in question are answered.
/// </summary>
internal sealed class IsolationReview(
    string companyId, IReadOnlyList<AnswerPrint> answers, ClaimLedger ledger, ResellerAnswers reseller, SecondLook look, ScopeProbe probe)
{
    // More would only be said again.
    private const int MostOthers = 4;

    /// <summary>Told of the companies whose answers turned out not to be theirs.</summary>
    public required Func<string, ExportFailure, Task> ObjectAsync { get; init; }

    /// <summary>Why nothing may be published; null when the answers are the company's own.</summary>
    /// <exception cref="KeepnetApiException">Every call fails alike, or the API asked for a pause.</exception>
    public async Task<ExportFailure?> FindFailureAsync(CancellationToken cancellationToken) =>
        ledger.ObjectionTo(companyId)
        ?? await ResellersAsync(cancellationToken)
        ?? await NamedAsync(cancellationToken)
        ?? await DisputedAsync(cancellationToken);

    /// <summary>For a run whose reseller's own answers tell nothing: whether other companies are answered otherwise.</summary>
    public Task<bool?> IsScopeIgnoredAsync(CancellationToken cancellationToken) =>
        answers.Where(answer => answer.Weight >= Evidence.Enough).MaxBy(answer => (answer.Call.Kind == AnswerKind.Widgets, answer.Weight)) is { } heaviest
            ? probe.IsIgnoredAsync(heaviest, companyId, null, cancellationToken)
            : Task.FromResult<bool?>(null);

    private async Task<ExportFailure?> ResellersAsync(CancellationToken cancellationToken)
    {
        if (reseller.CompanyId is not { } owner || owner == companyId)
        {
            return null;
        }

        var equal = answers.Where(reseller.Has).ToHashSet();
        return Evidence.Proves(equal.Sum(answer => answer.Weight), Differs(equal.Contains))
            ? await BlameAsync(equal.MaxBy(answer => answer.Weight)!, owner, cancellationToken)
            : null;
    }

    private async Task<ExportFailure?> NamedAsync(CancellationToken cancellationToken)
    {
        foreach (var other in answers.SelectMany(answer => answer.Names).Distinct(StringComparer.Ordinal).Take(MostOthers))
        {
            if (Telling(other) is { } answer
                && await look.AskOtherAsync(answer, other, cancellationToken) is { } theirs
                && (answer.NamesById ? answer.CompareWith(theirs).IsIdentical : answer.CompareWith(theirs).IsSame))
            {
                return await BlameAsync(answer, other, cancellationToken);
            }
        }

        return null;
    }

    // What names another company need not be that company's: names are free text, and templates are shared.
    private AnswerPrint? Telling(string other) =>
        answers.Where(answer => answer.Names.Contains(other) && (answer.NamesById || answer.Weight >= Evidence.Enough))
            .MaxBy(answer => (answer.NamesById, answer.Weight))
        ?? answers.FirstOrDefault(answer => answer.Call.Kind == AnswerKind.Reports && Evidence.Proves(answer.Weight, Differs(it => it == answer)));

    private async Task<ExportFailure?> DisputedAsync(CancellationToken cancellationToken)
    {
        foreach (var (other, keys) in ledger.DisputesOf(companyId).Take(MostOthers))
        {
            if (await JudgeAsync(other, keys, cancellationToken) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private async Task<ExportFailure?> JudgeAsync(string other, IReadOnlySet<ulong> keys, CancellationToken cancellationToken)
    {
        var disputed = answers.Where(answer => answer.Keys.Any(keys.Contains)).ToHashSet();
        if (disputed.MaxBy(answer => answer.Weight) is not { } answer)
        {
            return null;
        }

        if (!await IsRepeatedAsync(answer, cancellationToken))
        {
            return IsolationFailures.MixedUp(companyId, other);
        }

        var theirs = await look.AskOtherAsync(answer, other, cancellationToken);
        if (theirs is not null && answer.CompareWith(theirs).Different > 0)
        {
            await OtherwiseAsync(other, keys, theirs);
            return null;
        }

        if (!Evidence.Proves(disputed.Sum(it => it.Weight), Differs(disputed.Contains)))
        {
            ledger.TakeForChance(keys);
            return null;
        }

        return await DecideAsync(answer, other, cancellationToken);
    }

    // The other one is answered otherwise: either it was given ours before, or what both have in common is chance.
    private Task OtherwiseAsync(string other, IReadOnlySet<ulong> keys, AnswerPrint theirs)
    {
        if (theirs.Keys.Any(keys.Contains))
        {
            ledger.TakeForChance(keys);
            return Task.CompletedTask;
        }

        return ObjectAsync(other, IsolationFailures.MixedUp(other, companyId));
    }

    // Both are answered the same, again and again.
    private async Task<ExportFailure?> DecideAsync(AnswerPrint answer, string other, CancellationToken cancellationToken)
    {
        var isOurs = ledger.NamesItself(companyId) || ledger.Names(other, companyId);
        var isTheirs = ledger.NamesItself(other) || ledger.Names(companyId, other);
        if (isTheirs && !isOurs)
        {
            return IsolationFailures.OtherCompanys(companyId, other);
        }

        if (isOurs && !isTheirs)
        {
            await ObjectAsync(other, IsolationFailures.OtherCompanys(other, companyId));
            return null;
        }

        var isIgnored = await probe.IsIgnoredAsync(answer, companyId, other, cancellationToken) ?? true;
        if (isIgnored || !ledger.HasPublished(other))
        {
            await ObjectAsync(other, isIgnored ? IsolationFailures.ScopeIgnored(other) : IsolationFailures.Undecided(other, companyId));
        }

        return isIgnored ? IsolationFailures.ScopeIgnored(companyId) : IsolationFailures.Undecided(companyId, other);
    }

    private async Task<ExportFailure> BlameAsync(AnswerPrint answer, string owner, CancellationToken cancellationToken) =>
        await IsRepeatedAsync(answer, cancellationToken)
            ? IsolationFailures.OtherCompanys(companyId, owner)
            : IsolationFailures.MixedUp(companyId, owner);

    private async Task<bool> IsRepeatedAsync(AnswerPrint answer, CancellationToken cancellationToken) =>
        await look.AskAsync(answer.Call, companyId, cancellationToken) is { } again
        && (answer.NamesById ? answer.CompareWith(again).IsIdentical : answer.CompareWith(again).Different == 0);

    private bool Differs(Func<AnswerPrint, bool> isEqual) => answers.Any(answer => !isEqual(answer) && answer.Weight >= Evidence.Enough);
}
