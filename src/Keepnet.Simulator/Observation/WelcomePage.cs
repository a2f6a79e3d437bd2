using System.Net;

namespace Keepnet.Simulator;

/// <summary>The page at <c>/</c>: what this is and how to call it.</summary>
internal static class WelcomePage
{
    public static string Write(SimulatedTenant tenant) => $$$"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Simulated Keepnet tenant</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}pre{background:#f3f3f3;padding:1rem;overflow:auto}</style></head>
        <body>
        <h1>Simulated Keepnet tenant</h1>
        <p>This server answers like the Keepnet REST API for a reseller with {{{tenant.Options.Companies}}} invented companies. Nothing here is real data.</p>
        <table>
        <tr><th align="left">Base URL</th><td><code>{{{tenant.BaseUrl}}}</code></td></tr>
        <tr><th align="left">Client id</th><td><code>{{{Text(tenant.Options.ClientId)}}}</code></td></tr>
        <tr><th align="left">Client secret</th><td><code>{{{Text(tenant.Options.ClientSecret)}}}</code></td></tr>
        <tr><th align="left">Seed</th><td>{{{tenant.Options.Seed}}}</td></tr>
        <tr><th align="left">Faults</th><td>{{{Text(tenant.Options.Faults is [] ? "none" : string.Join(", ", tenant.Options.Faults))}}}</td></tr>
        </table>
        <pre>
        TOKEN=$(curl -s {{{tenant.BaseUrl}}}connect/token \
          -d grant_type=client_credentials -d scope=api1 \
          --data-urlencode client_id={{{Text(tenant.Options.ClientId)}}} --data-urlencode client_secret={{{Text(tenant.Options.ClientSecret)}}} \
          | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
        curl -s {{{tenant.BaseUrl}}}api/companies/search -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
          -d '{"pageNumber":1,"pageSize":50,"orderBy":"CreateTime","ascending":true,"filter":{"Condition":"AND","SearchInputTextValue":""}}'
        </pre>
        <p><a href="/simulator/state">/simulator/state</a> counts the calls and lists what a client did wrong; <code>POST /simulator/reset</code> starts the counting anew.
        <code>POST /simulator/revise?companyId=…&amp;widgetId=…</code> gives one widget of one company other figures.</p>
        </body>
        </html>
        """;

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
