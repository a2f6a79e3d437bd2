namespace Keepnet.Simulator;

/// <summary>Lets a call through to its operation only with a live token and a company it may read.</summary>
internal sealed class Gatekeeper(SimulatorOptions options, TenantData data, TokenIssuer tokens)
{
    public Answer Answer(ApiCall call, IOperation operation)
    {
        if (call.Operation is Operation.Token)
            return operation.Answer(call);
        if (call.Token is null || !tokens.IsLive(call.Token))
            return Simulator.Answer.Failure(401, "FAILED", "Unauthorized");
        if (options.Role != "Reseller" && call.Operation is Operation.CompanySearch)
            return Simulator.Answer.Failure(403, "FAILED", "Only a reseller may list companies");
        return call.IsExecutiveReport ? AnswerScoped(call, operation) : operation.Answer(call);
    }

    /// <summary>Without a scope the answer is the reseller's own.</summary>
    private Answer AnswerScoped(ApiCall call, IOperation operation)
    {
        var scope = call.CompanyId ?? data.Reseller.Id;
        if (data.FindCompany(scope) is not { } company)
            return Simulator.Answer.NotFound("Company not found");
        return company.IsClosed
            ? Simulator.Answer.Failure(403, "PRIVACY_ERROR", "The company has closed its account to outside access")
            : operation.Answer(call with { CompanyId = scope });
    }
}
