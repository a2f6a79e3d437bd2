using Keepnet.Api;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Asks a few other companies of the run what one was asked: does the API look at all for whom it is asked?</summary>
internal sealed class ScopeProbe(RosterNames roster, SecondLook look)
{
    private const int MostCompanies = 3;

    /// <summary>False when somebody is answered otherwise, true when all are answered alike, null when nobody can be asked.</summary>
    /// <exception cref="KeepnetApiException">Every call fails alike, or the API asked for a pause.</exception>
    public async Task<bool?> IsIgnoredAsync(AnswerPrint answer, string companyId, string? but, CancellationToken cancellationToken)
    {
        bool? isIgnored = null;
        foreach (var other in roster.After(companyId).Where(id => id != companyId && id != but).Take(MostCompanies))
        {
            if (await look.AskOtherAsync(answer, other, cancellationToken) is not { } theirs)
            {
                continue;
            }

            var comparison = answer.CompareWith(theirs);
            if (comparison.Different > 0)
            {
                return false;
            }

            isIgnored = comparison.IsSame ? true : isIgnored;
        }

        return isIgnored;
    }
}
