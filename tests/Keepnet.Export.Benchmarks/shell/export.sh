#!/usr/bin/env bash
# The exporter as a shell script: curl, jq and xargs. Four companies at once.
# export.sh <base url> <folder>
set -euo pipefail
export base=$1 folder=$2

token=$(curl -sf "$base/connect/token" -d grant_type=client_credentials -d client_id=benchmark -d client_secret=benchmark -d scope=api1 | jq -r .access_token)
export token

call() { # <company> <path> [body]
  curl -sf "$base$2" -H "Authorization: Bearer $token" -H "X-KEEPNET-Company-Id: $1" ${3:+-H 'Content-Type: application/json' -d "$3"}
}

export_company() {
  local company=$1 out=$folder/$1
  mkdir -p "$out"
  call "$company" /api/executive-report/search '{"name":""}' | jq -c .data > "$out/reports.json"
  jq -r '.[].resourceId' "$out/reports.json" | while read -r report; do
    call "$company" "/api/executive-report/$report"
  done | jq -c -s 'map(.data)' > "$out/report-details.json"
  call "$company" /api/executive-report/metrics | jq -r '.data.metrics[].widgets[].resourceId' > "$out/ids"
  xargs -n 10 < "$out/ids" | while read -r ids; do
    call "$company" /api/executive-report/get-widget-datas "$(jq -nc '{widgetIds: $ARGS.positional, datePeriod: "Last3Months"}' --args $ids)"
  done | jq -c -s 'map(.data[])' > "$out/widgets.json"
  jq -c --arg id "$company" '.[] | {company_id: $id, widget_id: .resourceId, widget_type: .widgetType, widget_name: .name, chart_type: .chartType} as $start
    | .widgetDatas | to_entries[] | .key as $point | .value as $data | ($data.values // [])[]
    | $start + {point: $point, date_raw: $data.date, name, label, value, dimensions: $data.dataObject}' "$out/widgets.json" > "$out/metrics.ndjson"
  jq -c --arg id "$company" '.[] | {company_id: $id, widget_id: .resourceId, widget_type: .widgetType, widget_name: .name, chart_type: .chartType} as $start
    | .widgetDatas[] | (.tableValues // []) | to_entries[] | $start + {row: .key, cells: .value}' "$out/widgets.json" > "$out/tables.ndjson"
  rm "$out/ids"
}
export -f call export_company

for ((page = 1; ; page++)); do
  answer=$(curl -sf "$base/api/companies/search" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -d "{\"pageNumber\":$page,\"pageSize\":100,\"orderBy\":\"CreateTime\",\"ascending\":true,\"isClustered\":false}")
  jq -r '.data.results[].companyResourceId' <<< "$answer"
  [ "$page" -lt "$(jq .data.totalNumberOfPages <<< "$answer")" ] || break
done | xargs -P 4 -I {} bash -c 'export_company {}'
