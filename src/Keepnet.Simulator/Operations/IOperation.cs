namespace Keepnet.Simulator;

/// <summary>One operation of the API.</summary>
internal interface IOperation
{
    Operation Name { get; }

    string Method { get; }

    string Route { get; }

    Answer Answer(ApiCall call);
}
