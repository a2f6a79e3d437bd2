namespace Keepnet.Simulator;

/// <summary>Interferes with calls: answers in place of the tenant, changes the call on its way in or the answer on its way out.</summary>
internal interface IFault
{
    Answer Apply(ApiCall call, Func<ApiCall, Answer> next);
}
