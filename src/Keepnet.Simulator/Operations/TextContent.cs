namespace Keepnet.Simulator;

internal sealed record TextContent(string Text) : Content
{
    public override IEnumerable<string> Pieces() => [Text];
}
