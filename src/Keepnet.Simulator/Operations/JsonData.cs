namespace Keepnet.Simulator;

/// <summary>The <c>data</c> of an answer.</summary>
internal abstract record JsonData
{
    public abstract IEnumerable<string> Pieces();
}
