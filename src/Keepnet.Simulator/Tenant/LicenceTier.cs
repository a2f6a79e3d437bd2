namespace Keepnet.Simulator;

/// <summary>The licence of a company; a higher one lists more widgets.</summary>
public enum LicenceTier
{
    Essential,
    Professional,
    Enterprise,
}
