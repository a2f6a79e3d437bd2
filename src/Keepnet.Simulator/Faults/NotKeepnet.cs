namespace Keepnet.Simulator;

/// <summary>The base URL leads to something else altogether.</summary>
internal sealed class NotKeepnet : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) => Answer.Html(200, "Welcome to our intranet");
}
