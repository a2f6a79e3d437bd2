namespace Keepnet.Export.Exporting.Isolation;

/// <summary>A call whose answer depends on the company only; it can be asked again, for any company.</summary>
/// <param name="Kind">Which call.</param>
/// <param name="Ids">Of the report, or of the widgets; empty for the report list.</param>
internal sealed record AnswerCall(AnswerKind Kind, IReadOnlyList<string> Ids)
{
    public static AnswerCall Reports { get; } = new(AnswerKind.Reports, []);

    public static AnswerCall Report(string id) => new(AnswerKind.Report, [id]);

    public static AnswerCall Widgets(IReadOnlyList<string> ids) => new(AnswerKind.Widgets, ids);
}
