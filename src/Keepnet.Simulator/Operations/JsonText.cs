namespace Keepnet.Simulator;

internal sealed record JsonText(string Text) : JsonData
{
    public override IEnumerable<string> Pieces() => [Text];
}
