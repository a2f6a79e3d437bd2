namespace Keepnet.Export.Exporting.Isolation;

/// <summary>The words in which companies learn that an answer was not theirs.</summary>
internal static class IsolationFailures
{
    private const string WithdrawnWords = "The export had been published and was withdrawn: whoever has read it must discard it.";

    private const string Cause = "The API or a proxy on the way ignores or mixes up the company scope";

    /// <summary>Every time it asks, the company is given another one's data.</summary>
    public static ExportFailure OtherCompanys(string companyId, string owner) => new(
        FailureCodes.Isolation,
        $"Company {companyId} was answered with the data of company {owner}; nothing of it is published. "
        + $"{Cause}: export the company alone, and report it to Keepnet if it happens again.");

    /// <summary>Asked once more, the company is given something else.</summary>
    public static ExportFailure MixedUp(string companyId, string? owner) => new(
        FailureCodes.Isolation,
        $"Company {companyId} was at first answered with the data of {(owner is null ? "another company" : $"company {owner}")} and, asked again, with something else; "
        + $"nothing of the first answers is published. {Cause} at times: export the company again, and report it to Keepnet if it happens often.",
        IsPassing: true);

    /// <summary>Two companies are given the very same, and nothing in it tells whose it is.</summary>
    public static ExportFailure Undecided(string companyId, string other) => new(
        FailureCodes.Isolation,
        $"Companies {companyId} and {other} are answered with the very same data, again and again, and nothing in it tells whose it is; "
        + $"nothing of it is published for {companyId}. {Cause}: have Keepnet mend it before you export again.");

    /// <summary>Every company that was asked is given the very same.</summary>
    public static ExportFailure ScopeIgnored(string companyId) => new(
        FailureCodes.Isolation,
        $"Company {companyId} and other companies are all answered with the very same data; nothing of it is published. "
        + $"{Cause}: have Keepnet mend it before you export again.");

    /// <summary>What a process published that then died is what another company was given, and asking again proved nothing.</summary>
    public static ExportFailure Doubtful(string companyId, string other) => new(
        FailureCodes.Isolation,
        $"Company {companyId} had been answered with the very data that company {other} was given, and asked again it gave no answer that could be published. "
        + $"{Cause}: export the company again, and report it to Keepnet if it happens often.");

    /// <summary>What stands in the journal of an export that was taken back.</summary>
    public static ExportFailure Withdrawn(ExportFailure failure) => failure with
    {
        Reason = failure.Reason.StartsWith(WithdrawnWords, StringComparison.Ordinal) ? failure.Reason : $"{WithdrawnWords} {failure.Reason}",
        IsPassing = false,
    };
}
