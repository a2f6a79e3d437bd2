// The exporter as a script: fetch, JSON.parse, and @azure/storage-blob. Four companies at once.
// node export.mjs <base url> <folder>, or with BLOB_CONNECTION and BLOB_CONTAINER set into a container.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [baseUrl, folder] = process.argv.slice(2);
const companiesAtOnce = 4;
const batchSize = 10;

const container = process.env.BLOB_CONNECTION ? await openContainer() : null;
const token = await getToken();
const companies = await listCompanies();
const queue = companies[Symbol.iterator]();
await Promise.all(Array.from({ length: companiesAtOnce }, work));

async function openContainer() {
  const { BlobServiceClient } = await import("@azure/storage-blob");
  return BlobServiceClient.fromConnectionString(process.env.BLOB_CONNECTION).getContainerClient(process.env.BLOB_CONTAINER);
}

async function getToken() {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: "benchmark", client_secret: "benchmark", scope: "api1" });
  const answer = await fetch(`${baseUrl}/connect/token`, { method: "POST", body });
  return (await answer.json()).access_token;
}

async function call(method, path, company, body) {
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
  if (company) headers["X-KEEPNET-Company-Id"] = company;
  if (body) headers["content-type"] = "application/json";
  const answer = await fetch(baseUrl + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()).data;
}

async function listCompanies() {
  const ids = [];
  for (let page = 1; ; page++) {
    const data = await call("POST", "/api/companies/search", null, { pageNumber: page, pageSize: 100, orderBy: "CreateTime", ascending: true, isClustered: false });
    ids.push(...data.results.map(company => company.companyResourceId));
    if (page >= data.totalNumberOfPages) return ids;
  }
}

async function work() {
  for (const company of queue) await exportCompany(company);
}

async function exportCompany(company) {
  const reports = await call("POST", "/api/executive-report/search", company, { name: "" });
  const details = [];
  for (const report of reports) details.push(await call("GET", `/api/executive-report/${report.resourceId}`, company));
  const catalogue = await call("GET", "/api/executive-report/metrics", company);
  const ids = catalogue.metrics.flatMap(metric => metric.widgets.map(widget => widget.resourceId));
  const widgets = [];
  for (let first = 0; first < ids.length; first += batchSize) {
    widgets.push(...await call("POST", "/api/executive-report/get-widget-datas", company, { widgetIds: ids.slice(first, first + batchSize), datePeriod: "Last3Months" }));
  }

  const { metrics, tables } = flatten(company, widgets);
  await write(company, "reports.json", JSON.stringify(reports));
  await write(company, "report-details.json", JSON.stringify(details));
  await write(company, "widgets.json", JSON.stringify(widgets));
  await write(company, "metrics.ndjson", metrics.join(""));
  await write(company, "tables.ndjson", tables.join(""));
}

function flatten(company, widgets) {
  const metrics = [];
  const tables = [];
  for (const widget of widgets) {
    const start = {
      run_id: "20260101T000000Z-cli", company_id: company, company_name: company, period: "Last3Months", source: "widget",
      widget_id: widget.resourceId, widget_type: widget.widgetType, widget_name: widget.name, chart_type: widget.chartType,
    };
    (widget.widgetDatas ?? []).forEach((data, point) => {
      for (const value of data.values ?? []) {
        metrics.push(JSON.stringify({ ...start, point, date_raw: data.date, name: value.name, label: value.label, value: value.value, dimensions: data.dataObject }) + "\n");
      }
      (data.tableValues ?? []).forEach((cells, row) => tables.push(JSON.stringify({ ...start, row, cells }) + "\n"));
    });
  }
  return { metrics, tables };
}

async function write(company, name, text) {
  if (container) {
    const bytes = Buffer.from(text);
    await container.getBlockBlobClient(`${company}/${name}`).upload(bytes, bytes.length);
    return;
  }
  await mkdir(join(folder, company), { recursive: true });
  await writeFile(join(folder, company, name), text);
}
