namespace Keepnet.Simulator;

/// <summary>What a fault is made from.</summary>
internal sealed record FaultSetup(FaultDice Dice, SimulatorOptions Options, TenantData Data);
