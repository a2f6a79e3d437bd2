#!/usr/bin/env bash
# Exports from a simulated tenant that hides a limit of calls a second, and counts each second what it let through and what it refused.
# Usage, from the repository's root: back-pressure.sh LIMIT [SECONDS [WARM_UP]]. Prints seconds, calls accepted and calls refused, then the shares.
set -euo pipefail
limit=$1 seconds=${2:-80} warm_up=${3:-20}
port=$((20000 + limit)) folder=$(mktemp -d) cli="dotnet src/Keepnet.Export.Cli/bin/Release/net10.0/keepnet-export.dll"
[ -f src/Keepnet.Export.Cli/bin/Release/net10.0/keepnet-export.dll ] || dotnet build -c Release src/Keepnet.Export.Cli >&2

$cli simulate --urls "http://127.0.0.1:$port" --companies 5000 --limit "$limit" > /dev/null &
tenant=$!
trap 'kill $exporter $tenant 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$folder"' EXIT
exporter=$tenant
until curl -sf "http://127.0.0.1:$port/simulator/state" > /dev/null; do sleep 0.2; done
Keepnet__ClientId=demo-client Keepnet__ClientSecret=demo-secret \
  $cli export --base-url "http://127.0.0.1:$port" --out "$folder" --concurrency 16 > /dev/null 2>&1 &
exporter=$!

state() {
  curl -s "http://127.0.0.1:$port/simulator/state" | tr '{' '\n' | awk -v now="$(date +%s.%N)" -F'[:,}]' '
    /"status"/ { for (i = 1; i < NF; i++) { if ($i ~ /"status"/) status = $(i + 1); if ($i ~ /"count"/) count = $(i + 1) }
                 if (status == 429) refused += count; else accepted += count }
    END { printf "%s %d %d\n", now, accepted, refused }'
}

for ((second = 0; second <= seconds; second++)); do state; sleep 1; done | awk -v limit="$limit" -v warm_up="$warm_up" '
  NR == 1 { start = $1 }
  NR > 1 { printf "%5.1f %6d %4d\n", $1 - start, $2 - accepted, $3 - refused }
  $1 - start >= warm_up && !warm { warm = 1; from = $1; accepted_before = $2; refused_before = $3 }
  { accepted = $2; refused = $3; last = $1 }
  END { a = accepted - accepted_before; r = refused - refused_before
        printf "limit %d: %.1f %% of the limit used, %.2f %% of calls refused after %d s (%d calls in %.0f s)\n",
               limit, 100 * a / (limit * (last - from)), 100 * r / (a + r), warm_up, a + r, last - from }'
