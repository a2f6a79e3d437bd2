namespace Keepnet.Infra.Tests.Bicep;

/// <summary>What one call of the Bicep CLI answered.</summary>
internal sealed record BicepResult(int ExitCode, string Output, string Diagnostics);
