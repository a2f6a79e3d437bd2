namespace Keepnet.Simulator;

/// <summary>A body in pieces, so that a huge one never exists as a whole.</summary>
internal abstract record Content
{
    public abstract IEnumerable<string> Pieces();
}
