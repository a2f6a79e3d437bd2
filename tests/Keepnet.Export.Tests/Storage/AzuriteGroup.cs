namespace Keepnet.Export.Tests.Storage;

/// <summary>Test classes of this group share one emulator.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteGroup : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
