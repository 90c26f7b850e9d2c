// A stand-in for `dateline serve` while the page is built and measured: the contract over records in memory. Not the product.
//
//   node dev/server.mjs --records samples.jsonl [--hard] [--bulk 100000] [--port 8041] [--role reviewer]
import { readFileSync, existsSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";

import { bulk, fromFile, hard } from "./records.mjs";

const { values: options } = parseArgs({
  options: {
    records: { type: "string", multiple: true, default: [] }, hard: { type: "boolean", default: false }, bulk: { type: "string", default: "0" }, port: { type: "string", default: "8041" },
    role: { type: "string", default: "reviewer" }, groups: { type: "string" }, towns: { type: "string" }, ontology: { type: "string" }, delay: { type: "string", default: "0" },
  },
});

const STATIC = new URL("../../src/dateline/web/static", import.meta.url).pathname;
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const COUNTRY = new Map(readFileSync(new URL("../tools/countries.tsv", import.meta.url), "utf8").split("\n").filter((l) => l && l[0] !== "#").slice(1).map((l) => l.split("\t").slice(1)));

const records = options.records.flatMap(fromFile);
if (options.hard) records.push(...hard());
if (Number(options.bulk)) {
  const towns = readFileSync(options.towns, "utf8").split("\n").filter(Boolean).map((l) => JSON.parse(l));
  records.push(...bulk(Number(options.bulk), towns));
}
const groups = options.groups ? new Map(readFileSync(options.groups, "utf8").split("\n").filter((l) => l && l[0] !== "#").map((l) => l.split("\t")).map((c) => [c[0], c[4]])) : new Map();
const ontology = options.ontology ? JSON.parse(readFileSync(options.ontology, "utf8")) : { types: [], statuses: [], sectors: [], contexts: [] };

const reports = new Map(records.map((r) => [r.doc_id, r]));
const history = [];
const events = new Map();
for (const report of records) for (const event of report.events) {
  event.review = {};
  event.report = report.doc_id;
  event.version = 1;
  events.set(event.id, event);
}
const happenings = new Map();
for (const event of events.values()) {
  const group = groups.get(event.report);
  const key = group ? `${group}/${event.type}/${event.mode}` : event.id;
  const id = `hap_${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
  if (!happenings.has(id)) happenings.set(id, { id, events: [] });
  happenings.get(id).events.push(event);
  event.happening = id;
}

function reviewedOf(event) {
  const states = Object.values(event.review).map((r) => r.state).filter((s) => s !== "coded");
  if (event.review.event?.state === "rejected") return "rejected";
  return states.includes("corrected") ? "corrected" : states.includes("accepted") ? "accepted" : states.includes("rejected") ? "corrected" : "no";
}

function eventRow(event) {
  const report = reports.get(event.report);
  const { place, time } = event;
  return {
    id: event.id, report: event.report, type: event.type, mode: event.mode, trigger: event.trigger.text, start: time?.start ?? null, end: time?.end ?? null, grain: time?.grain ?? null,
    place: place && { name: place.name, country: place.country, admin1: place.admin1, lat: place.lat, lon: place.lon, grain: place.grain }, actors: event.actors.map((p) => p.name), recipients: event.recipients.map((p) => p.name),
    sources: event.sources.map((s) => s.name), status: event.status, certainty: event.certainty, confidence: event.confidence, reviewed: reviewedOf(event), headline: report.title, filed: report.date, outlet: report.outlet, counts: event.counts, reports: 1,
    _countries: [...new Set([place?.country, ...event.actors.map((p) => p.country), ...event.recipients.map((p) => p.country)].filter(Boolean))], _outlets: [report.outlet], _day: time?.start ?? report.date, _until: time?.end ?? report.date,
    _text: `${report.text} ${event.actors.map((p) => p.name).join(" ")}`.toLowerCase(),
  };
}

function happeningRow(h) {
  const rows = h.events.map(eventRow);
  const first = [...rows].sort((a, b) => b.confidence - a.confidence)[0];
  const uniq = (list) => [...new Set(list)];
  const differ = (get) => uniq(rows.map(get).filter((v) => v != null)).length > 1;
  const counted = (row) => { const c = row.counts.find((c) => c.what === "killed"); return c ? `${c.low}-${c.high}` : null; };
  const starts = rows.map((r) => r.start).filter(Boolean).sort();
  const ends = rows.map((r) => r.end).filter(Boolean).sort();
  return {
    ...first, id: h.id, start: starts[0] ?? null, end: starts[0] ? ends.at(-1) : null, actors: uniq(rows.flatMap((r) => r.actors)).slice(0, 6), recipients: uniq(rows.flatMap((r) => r.recipients)).slice(0, 6), sources: uniq(rows.flatMap((r) => r.sources)),
    place: rows.find((r) => r.place)?.place ?? null, reports: uniq(rows.map((r) => r.report)).length, witnesses: uniq(rows.map((r) => r.outlet)).length,
    disputed: rows.length < 2 ? [] : [["time", (r) => r.start], ["place", (r) => r.place?.name], ["status", (r) => r.status], ["counts", counted]].filter(([, get]) => differ(get)).map(([n]) => n),
    _countries: uniq(rows.flatMap((r) => r._countries)), _outlets: uniq(rows.map((r) => r.outlet)), _day: starts[0] ?? first._day, _until: ends.at(-1) ?? first._until, _text: rows.map((r) => r._text).join(" "), _events: h.events,
  };
}

let cache = null;
function rowsOf(of) {
  cache ??= { events: [...events.values()].map(eventRow), happenings: [...happenings.values()].map(happeningRow) };
  return cache[of];
}

const VALUES = {
  type: (r) => [r.type], mode: (r) => (r.mode ? [r.mode] : []), party: (r) => [...r.actors, ...r.recipients], country: (r) => r._countries, status: (r) => [r.status], source: (r) => r.sources, outlet: (r) => r._outlets,
  certainty: (r) => [r.confidence >= 0.8 ? "sure" : r.confidence >= 0.5 ? "fair" : "weak"], reviewed: (r) => [r.reviewed], place: (r) => (r.place ? [r.place.name] : []),
};

function tester(query, skip = []) {
  const tests = [];
  for (const [key, get] of Object.entries(VALUES)) {
    if (skip.includes(key)) continue;
    const all = query.getAll(key);
    const wanted = new Set(all.filter((v) => !v.startsWith("-")));
    const barred = new Set(all.filter((v) => v.startsWith("-")).map((v) => v.slice(1)));
    if (wanted.size) tests.push((r) => get(r).some((v) => wanted.has(v)));
    if (barred.size) tests.push((r) => !get(r).some((v) => barred.has(v)));
  }
  const q = query.get("q");
  if (q) {
    const words = [...q.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((m) => m[1] ?? m[2]).filter((w) => !["and", "or", "not"].includes(w)).map((w) => w.replace(/\*$/, ""));
    tests.push((r) => words.every((w) => r._text.includes(w)));
  }
  const since = query.get("since"), until = query.get("until");
  if (!skip.includes("time")) {
    if (since) tests.push((r) => (r._until ?? "") >= since);
    if (until) tests.push((r) => (r._day ?? "9") <= until);
  }
  const box = query.get("bbox")?.split(",").map(Number);
  if (box?.length === 4) tests.push((r) => r.place?.lat != null && r.place.lon >= box[0] && r.place.lon <= box[2] && r.place.lat >= box[1] && r.place.lat <= box[3]);
  return (r) => tests.every((t) => t(r));
}

const label = (key, value) => (key === "country" ? COUNTRY.get(value) ?? value : value);

function facets(query, rows) {
  const out = {};
  for (const key of Object.keys(VALUES).filter((k) => k !== "place")) {
    const counts = new Map();
    const test = tester(query, [key]);
    for (const row of rows) if (test(row)) for (const v of new Set(VALUES[key](row))) if (v != null) counts.set(v, (counts.get(v) ?? 0) + 1);
    out[key] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 50).map(([value, count]) => ({ value, label: label(key, value), count }));
  }
  return out;
}

function timeline(query, rows) {
  const days = rows.filter(tester(query, ["time"])).map((r) => r._day).filter(Boolean).sort();
  if (!days.length) return { grain: "day", bins: [] };
  const spread = (Date.parse(days.at(-1)) - Date.parse(days[0])) / 86400000;
  const grain = spread <= 120 ? "day" : spread <= 800 ? "week" : spread <= 12000 ? "month" : "year";
  const floor = (iso) => {
    if (grain === "day") return iso;
    if (grain === "month") return `${iso.slice(0, 7)}-01`;
    if (grain === "year") return `${iso.slice(0, 4)}-01-01`;
    const d = new Date(`${iso}T00:00Z`);
    d.setUTCDate(d.getUTCDate() - ((d.getUTCDay() + 6) % 7));
    return d.toISOString().slice(0, 10);
  };
  const last = (iso) => {
    const d = new Date(`${iso}T00:00Z`);
    if (grain === "week") d.setUTCDate(d.getUTCDate() + 6);
    if (grain === "month") d.setUTCMonth(d.getUTCMonth() + 1, 0);
    if (grain === "year") d.setUTCFullYear(d.getUTCFullYear() + 1, 0, 0);
    return d.toISOString().slice(0, 10);
  };
  const counts = new Map();
  for (const d of days) counts.set(floor(d), (counts.get(floor(d)) ?? 0) + 1);
  return { grain, bins: [...counts].map(([start, count]) => ({ start, end: last(start), count })) };
}

function map(query, rows) {
  const points = new Map(), areas = new Map();
  let unplaced = 0, total = 0;
  const test = tester(query);
  for (const row of rows) {
    if (!test(row)) continue;
    total += 1;
    const p = row.place;
    if (!p || p.lat == null) { unplaced += 1; continue; }
    if (p.grain === "point" || p.grain === "city") {
      const key = `${p.lat}/${p.lon}`;
      const held = points.get(key);
      if (held) { held[3] += 1; held[7] = null; } else points.set(key, [p.lat, p.lon, p.grain, 1, p.name, p.country, row.type, row.id]);
    } else {
      const key = `${p.country}/${p.admin1}/${p.grain}/${p.name}`;
      const held = areas.get(key);
      if (held) held[6] += 1; else areas.set(key, [p.country, p.admin1 ?? null, p.name, p.lat, p.lon, p.grain, 1]);
    }
  }
  return { points: [...points.values()], areas: [...areas.values()], total, unplaced };
}

const shown = (row) => Object.fromEntries(Object.entries(row).filter(([k]) => k[0] !== "_"));

function listing(query, of) {
  const rows = rowsOf(of).filter(tester(query));
  const sort = query.get("sort") ?? "-date";
  const by = { date: (a, b) => ((a._day ?? "9") < (b._day ?? "9") ? -1 : 1), confidence: (a, b) => b.confidence - a.confidence, reports: (a, b) => b.reports - a.reports }[sort.replace("-", "")];
  rows.sort((a, b) => (sort === "-date" ? -by(a, b) : by(a, b)));
  const from = Number(query.get("cursor") ?? 0), limit = Math.min(500, Number(query.get("limit") ?? 50));
  return { items: rows.slice(from, from + limit).map(shown), next: from + limit < rows.length ? String(from + limit) : null, total: rows.length };
}

const etag = (event) => `"${event.id}-${event.version}"`;
const eventView = (event) => ({ ...event, etag: etag(event) });

function reportView(report) {
  const titleEnd = report.title && report.text.startsWith(report.title) ? [...report.title].length : 0;
  return { id: report.doc_id, text: report.text, title: report.title, title_end: titleEnd, date: report.date, date_from: report.date_from, outlet: report.outlet, url: report.url, language: report.language, provenance: { engine: report.engine, sha256: report.sha256 }, revision: report.sha256, issues: report.issues, events: report.events.map(eventView) };
}

function happeningView(h) {
  const row = shown(happeningRow(h));
  const fields = {};
  const say = {
    type: (e) => [`${e.type}${e.mode ? ` · ${e.mode}` : ""}`, e.trigger.text], actors: (e) => [e.actors.map((p) => p.name).join(", "), e.actors[0]?.text], recipients: (e) => [e.recipients.map((p) => p.name).join(", "), e.recipients[0]?.text],
    place: (e) => [e.place ? [e.place.name, e.place.country].filter(Boolean).join(", ") : "", e.place?.text], time: (e) => [e.time ? (e.time.start === e.time.end ? e.time.start : `${e.time.start} to ${e.time.end}`) : "", e.time?.span?.text], status: (e) => [e.status, e.trigger.text],
    sources: (e) => [e.sources.map((s) => s.name).join(" ← "), e.sources[0]?.text], counts: (e) => [e.counts.map((c) => `${c.low}${c.high === null ? "+" : c.high === c.low ? "" : `–${c.high}`} ${c.what}`).join(", "), e.counts[0]?.text],
  };
  for (const [name, get] of Object.entries(say)) {
    const values = new Map();
    for (const e of h.events) {
      const [text, quote] = get(e);
      if (!text) continue;
      if (!values.has(text)) values.set(text, { value: text, label: text, witnesses: [] });
      values.get(text).witnesses.push({ report: e.report, event: e.id, outlet: reports.get(e.report).outlet, date: reports.get(e.report).date, quote: quote ?? null });
    }
    if (values.size) fields[name] = { agreed: values.size === 1, values: [...values.values()] };
  }
  const days = h.events.map((e) => reports.get(e.report).date).sort();
  return { ...row, disputed: Object.entries(fields).filter(([, f]) => !f.agreed).map(([n]) => n), fields, events: h.events.map((e) => e.id), first: { report: h.events[0].report, outlet: row.outlet, date: days[0] }, latest: { report: h.events.at(-1).report, outlet: row.outlet, date: days.at(-1) } };
}

function log(entry) {
  const n = history.length + 1;
  const at = new Date(Date.UTC(2023, 5, 6, 9, 0, n)).toISOString();
  const hash = createHash("sha256").update((history.at(-1)?.hash ?? "") + JSON.stringify(entry)).digest("hex");
  history.push({ n, at, by: "local", note: null, ...entry, hash });
  cache = null;
  return history.at(-1);
}

const snapshot = (event, field) => structuredClone({ value: field === "event" ? null : event[field], review: event.review[field] ?? null });

function review(body, match) {
  const event = events.get(body.event);
  if (!event) return [404, { error: `There is no event ${body.event}.` }];
  if (match !== etag(event)) {
    const last = history.filter((h) => h.event === event.id).at(-1);
    return [409, { error: "Someone changed this event since you opened it.", event: eventView(event), etag: etag(event), by: last?.by ?? "someone", at: last?.at ?? null, field: last?.field ?? null }];
  }
  const { field, action } = body;
  const old = snapshot(event, field);
  if (action === "undo" || action === "restore") {
    const last = action === "undo" ? history.filter((h) => h.event === event.id && h.field === field && !h.undone && h.action !== "undo").at(-1) : history.find((h) => h.n === body.n);
    if (!last) return [400, { error: "There is nothing to undo here." }];
    const back = action === "undo" ? last.old : last.new;
    last.undone = action === "undo";
    if (field !== "event") event[field] = back.value;
    if (back.review) event.review[field] = back.review; else delete event.review[field];
  } else {
    const state = { accept: "accepted", correct: "corrected", reject: "rejected" }[action];
    const at = new Date(Date.UTC(2023, 5, 6, 9, 0, history.length + 1)).toISOString();
    if (action === "note") event.review[field] = { state: "coded", by: "local", at, ...event.review[field], note: body.note };
    else event.review[field] = { state, by: "local", at, note: body.note ?? null, value: body.value };
    if (action === "correct") event[field] = body.value;
  }
  event.version += 1;
  log({ event: event.id, report: event.report, field, action, old, new: snapshot(event, field), note: body.note ?? null });
  return [200, { event: eventView(event), etag: etag(event) }];
}

function add(body) {
  const report = reports.get(body.report);
  if (!report) return [404, { error: `There is no report ${body.report}.` }];
  const text = [...report.text].slice(body.trigger.start, body.trigger.end).join("");
  const id = `evt_${createHash("sha256").update(`${body.report}${body.trigger.start}`).digest("hex").slice(0, 16)}`;
  const event = { id, trigger: { start: body.trigger.start, end: body.trigger.end, text }, mentions: [], type: body.type, mode: body.mode ?? null, cameo: [], actors: [], recipients: [], place: null, time: null, status: "actual", certainty: 3, sources: [], counts: [], contexts: [], confidence: 1, evidence: {}, review: { type: { state: "corrected", by: "local" } }, report: report.doc_id, version: 1, happening: null };
  report.events.push(event);
  report.events.sort((a, b) => a.trigger.start - b.trigger.start);
  events.set(id, event);
  log({ event: id, report: report.doc_id, field: "event", action: "add", old: null, new: { type: event.type, trigger: event.trigger }, note: null });
  return [201, { event: eventView(event), etag: etag(event) }];
}

function suggest(query) {
  const field = query.get("field"), q = (query.get("q") ?? "").toLowerCase();
  const seen = new Map();
  const offer = (value, hint, record) => { if (value && value.toLowerCase().includes(q) && !seen.has(value)) seen.set(value, { value, label: value, hint, record }); };
  if (["actors", "recipients", "sources"].includes(field)) for (const e of events.values()) for (const p of [...e.actors, ...e.recipients]) offer(p.name, [p.country, p.sector].filter(Boolean).join(" "), { name: p.name, country: p.country, sector: p.sector, ids: p.ids });
  if (field === "place") for (const e of events.values()) if (e.place) { const { name, country, admin1, lat, lon, grain, geonames } = e.place; offer(name, [admin1, country, grain].filter(Boolean).join(", "), { name, country, admin1, lat, lon, grain, geonames }); }
  if (field === "type") for (const t of ontology.types) offer(t.code, t.gloss, t.code);
  if (field === "contexts") for (const c of ontology.contexts ?? []) offer(c, "", c);
  return { items: [...seen.values()].slice(0, 12) };
}

const reportList = (query) => {
  const ids = new Set(rowsOf("events").filter(tester(query)).map((r) => r.report));
  const rows = [...reports.values()].filter((r) => ids.has(r.doc_id) || [...query.keys()].every((k) => ["limit", "cursor"].includes(k)));
  rows.sort((a, b) => ((a.date ?? "") < (b.date ?? "") ? 1 : -1));
  return { items: rows.slice(0, Math.min(500, Number(query.get("limit") ?? 50))).map((r) => ({ id: r.doc_id, title: r.title, outlet: r.outlet, date: r.date, url: r.url, events: r.events.length })), next: null, total: rows.length };
};

function api(path, query, method, body, headers) {
  const of = query.get("of") === "events" ? "events" : "happenings";
  if (method === "POST") {
    if (path === "/api/reviews") return review(body, headers["if-match"]);
    if (path === "/api/events") return add(body);
    if (/^\/api\/happenings\/[^/]+\/split$/.test(path)) return [200, { ok: true }];
    return [404, { error: "No such route." }];
  }
  const days = rowsOf("events").map((r) => r._day).filter(Boolean).sort();
  const one = /^\/api\/(happenings|events|reports)\/(.+)$/.exec(path);
  if (path === "/api/about") return [200, { version: "0.1.0", store: "demo.db", counts: { reports: reports.size, events: events.size, happenings: happenings.size }, first: days[0] ?? null, last: days.at(-1) ?? null, role: options.role, user: "local", ontology }];
  if (one) {
    const id = decodeURIComponent(one[2]);
    const held = { happenings, events, reports }[one[1]].get(id);
    if (!held) return [404, { error: `There is no ${one[1].slice(0, -1)} ${id} in this store.` }];
    return [200, one[1] === "reports" ? reportView(held) : one[1] === "events" ? eventView(held) : happeningView(held)];
  }
  const table = { "/api/happenings": () => listing(query, "happenings"), "/api/events": () => listing(query, "events"), "/api/reports": () => reportList(query), "/api/facets": () => facets(query, rowsOf(of)), "/api/timeline": () => timeline(query, rowsOf(of)), "/api/map": () => map(query, rowsOf(of)), "/api/suggest": () => suggest(query),
    "/api/history": () => { const all = history.filter((h) => !query.get("event") || h.event === query.get("event")).map(({ undone, ...h }) => h).reverse(); return { items: all.slice(0, 200), next: null, total: all.length }; } };
  return table[path] ? [200, table[path]()] : [404, { error: "No such route." }];
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };
const zipped = new Map();
const answers = new Map();

createServer((request, response) => {
  const url = new URL(request.url, "http://127.0.0.1");
  const head = { "Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin" };
  let raw = "";
  request.on("data", (part) => { raw += part; });
  request.on("end", () => {
    if (url.pathname.startsWith("/api/")) {
      // Answers are kept: what is measured here is the page, not this stand-in's counting.
      const known = request.method === "GET" ? answers.get(request.url) : undefined;
      if (known) { response.writeHead(200, { ...head, "Content-Type": "application/json", "Cache-Control": "no-store" }); response.end(known); return; }
      let status, answer;
      try { [status, answer] = api(url.pathname, url.searchParams, request.method, raw ? JSON.parse(raw) : null, request.headers); } catch (trouble) { [status, answer] = [500, { error: String(trouble) }]; console.error(trouble); }
      setTimeout(() => { response.writeHead(status, { ...head, "Content-Type": "application/json", "Cache-Control": "no-store" }); const text = JSON.stringify(answer); if (request.method === "GET" && status === 200) answers.set(request.url, text); else answers.clear(); response.end(text); }, Number(options.delay));
      return;
    }
    const file = normalize(join(STATIC, url.pathname));
    const found = file.startsWith(STATIC) && existsSync(file) && statSync(file).isFile() ? file : join(STATIC, "index.html");
    const stamp = `${found}@${statSync(found).mtimeMs}`;
    if (!zipped.has(stamp)) zipped.set(stamp, gzipSync(readFileSync(found)));
    const body = zipped.get(stamp);
    response.writeHead(200, { ...head, "Content-Type": TYPES[extname(found)] ?? "application/octet-stream", "Content-Encoding": "gzip", "Cache-Control": "no-cache" });
    response.end(body);
  });
}).listen(Number(options.port), "127.0.0.1", () => console.log(`http://127.0.0.1:${options.port}/  ${reports.size} reports, ${events.size} events, ${happenings.size} happenings`));
