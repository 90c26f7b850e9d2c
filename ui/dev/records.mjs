// Records for the fixture server: what `dateline code --format jsonl` wrote, hand-made hard texts, or made-up bulk.
import { readFileSync } from "node:fs";

const point = (text, needle, from = 0) => {
  const unit = text.indexOf(needle, from);
  if (unit < 0) throw new Error(`${needle} is not in the text`);
  const start = [...text.slice(0, unit)].length;
  return { start, end: start + [...needle].length, text: needle };
};

export function fromFile(path) {
  return readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

const party = (text, words, name, country, sector) => ({ ...point(text, words), name, country, sector, ids: {}, beside_trigger: point(text, words) });

function reason(span, stage, rule, confidence, note) {
  return { start: span?.start ?? null, end: span?.end ?? null, text: span?.text ?? null, stage, rule, confidence, ...(note ? { note } : {}) };
}

/** Texts that are hard to show: right to left, emoji, CJK, and markup that must stay text. */
export function hard() {
  const chain = "🕊️ Captain's crossing: what he told us 👮🏽‍♂️\n\nA captain who left his unit crossed the river into Finland on Monday 🇫🇮, Orlov told the BBC 📻. Border guards later detained Orlov near Lappeenranta.\n\nHe had never fired a shot, he said.";
  const arabic = "الشرطة تفرق مظاهرة في عمّان\n\nقالت وزارة الداخلية إن الشرطة فرّقت مظاهرة في عمّان يوم الجمعة، واعتقلت 12 شخصا على الأقل.";
  const chinese = "東京で抗議デモ\n\n警察は金曜日、東京で抗議する𠮷田氏ら三十人を拘束した、と共同通信が伝えた。";
  const attack = `<script>alert(1)</script> "quoted" & 'ticked'\n\nPolice <img src=x onerror=alert(2)> arrested </textarea><svg onload=alert(3)> three people in Gomel on Friday, the paper "<b>Bold</b>" said. javascript:alert(4)`;
  const made = (id, text, title, outlet, language, events, extra = {}) => ({
    doc_id: id, date: "2023-06-05", date_from: "given", title, outlet, url: `https://example.org/${encodeURIComponent(id)}`, language, sha256: "0".repeat(64), text,
    engine: { name: "dateline", version: "0.1.0", config: "fixture", model: { name: "m", version: "1", sha256: "0" } }, events, issues: [], ...extra,
  });
  const event = (id, text, trigger, type, mode, more) => ({
    id, trigger: point(text, trigger), mentions: [], type, mode, cameo: [], actors: [], recipients: [], place: null, time: null, status: "actual", certainty: 3, sources: [], counts: [], contexts: [], confidence: 0.7,
    evidence: { type: [reason(point(text, trigger), "find_events", `lexicons/en/events/${type.toLowerCase()}.yaml#${trigger}`, 0.8)], ...(mode ? { mode: [reason(point(text, trigger), "find_events", `lexicons/en/events/${type.toLowerCase()}.yaml#${trigger}@mode`, 0.62)] } : {}), status: [reason(null, "judge_status", "stages.judge_status#asserted", 0.9)] },
    ...more,
  });
  const first = event("evt_hard000000000001", chain, "crossed", "MOVE", "cross", {
    actors: [party(chain, "captain who left his unit", "Captain Orlov", "RUS", "MIL")],
    recipients: [party(chain, "Finland", "Finland", "FIN", null)],
    place: { ...point(chain, "Finland"), name: "Finland", country: "FIN", admin1: null, lat: 64, lon: 26, grain: "country", geonames: 660013, rejected: [{ name: "Finland, Minnesota", country: "USA", score: 0.12, reason: "no American place in the report" }] },
    time: { span: point(chain, "Monday"), start: "2023-06-05", end: "2023-06-05", grain: "day", inferred: null },
    sources: [{ ...point(chain, "Orlov"), name: "Orlov" }, { ...point(chain, "BBC"), name: "BBC" }],
    contexts: ["migration"],
  });
  Object.assign(first.evidence, {
    "actors.0": [reason(point(chain, "A captain who left his unit"), "resolve_actors", "lexicons/en/events/move.yaml#cross@subj", 0.9)],
    "actors.0.country": [reason(point(chain, "Orlov"), "link_mentions", "stages.link_mentions#name", 0.55)],
    place: [reason(point(chain, "into Finland"), "resolve_places", "text.places.event_place#preposition", 0.9), reason(point(chain, "Finland"), "resolve_places", "text.places.rank#WEIGHTS", 0.97, "prominence +1.16")],
    time: [reason(point(chain, "on Monday"), "resolve_times", "stages.resolve_times#own", 0.86, "text.times.timex#weekday")],
    sources: [reason(point(chain, "Orlov told the BBC"), "attribute_claims", "lexicons/en/reporting.yaml#tell", 0.9)],
  });
  return [
    made("hard-emoji", chain, chain.split("\n")[0], "Karelia Post", "en", [
      first,
      event("evt_hard000000000002", chain, "detained", "COERCE", "arrest", { actors: [party(chain, "Border guards", "Border guards", "FIN", "COP")], recipients: [party(chain, "Orlov near", "Orlov", "RUS", "MIL")], place: { ...point(chain, "Lappeenranta"), name: "Lappeenranta", country: "FIN", admin1: "South Karelia", lat: 61.05871, lon: 28.18871, grain: "city", geonames: 648900 } }),
      event("evt_hard000000000003", chain, "fired", "ASSAULT", null, { status: "negated", certainty: -3, actors: [party(chain, "He had", "Orlov", "RUS", "MIL")], sources: [{ ...point(chain, "he said"), name: "Orlov" }], confidence: 0.44 }),
    ]),
    made("hard-arabic", arabic, arabic.split("\n")[0], "صحيفة المرسى", "ar", [
      event("evt_hard000000000004", arabic, "فرّقت", "COERCE", "disperse", { actors: [party(arabic, "الشرطة", "الشرطة", "JOR", "COP")], place: { ...point(arabic, "عمّان", 30), name: "عمّان", country: "JOR", admin1: null, lat: 31.95522, lon: 35.94503, grain: "city", geonames: 250441 }, sources: [{ ...point(arabic, "وزارة الداخلية"), name: "وزارة الداخلية" }], counts: [{ ...point(arabic, "12 شخصا على الأقل"), what: "arrested", low: 12, high: null }] }),
    ]),
    made("hard-cjk", chinese, chinese.split("\n")[0], "共同", "ja", [
      event("evt_hard000000000005", chinese, "拘束", "COERCE", "arrest", { actors: [party(chinese, "警察", "警察", "JPN", "COP")], recipients: [party(chinese, "𠮷田氏", "𠮷田氏", "JPN", "CVL")], place: { ...point(chinese, "東京", 12), name: "東京", country: "JPN", admin1: null, lat: 35.6895, lon: 139.69171, grain: "city", geonames: 1850147 }, sources: [{ ...point(chinese, "共同通信"), name: "共同通信" }] }),
    ]),
    made("hard-markup", attack, attack.split("\n")[0], "<i>Outlet</i>", "en", [
      event("evt_hard000000000006", attack, "arrested", "COERCE", "arrest", { actors: [party(attack, "Police <img src=x onerror=alert(2)>", "<img src=x onerror=alert(5)>", "BLR", "COP")], recipients: [party(attack, "three people", "three people", null, "CVL")], place: { ...point(attack, "Gomel"), name: "Homyel", country: "BLR", admin1: "Homyel", lat: 52.4345, lon: 30.9754, grain: "city", geonames: 627907 }, sources: [{ ...point(attack, '"<b>Bold</b>"'), name: '"<b>Bold</b>"' }] }),
    ], { url: "javascript:alert(6)", issues: [{ kind: "place.ambiguous", stage: "resolve_places", message: "Gomel: two places are equally likely", span: point(attack, "Gomel") }] }),
  ];
}

/** `n` made-up events with repeatable numbers, one report per three events; for measuring only. */
export function bulk(n, towns) {
  let seed = 12345;
  const next = () => ((seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff);
  const pick = (list) => list[Math.floor(next() * next() * list.length)];
  const types = ["ASSAULT", "COERCE", "PROTEST", "CONSULT", "ACCUSE", "AID", "SUPPORT", "REQUEST", "REJECT", "AGREE", "MOVE", "THREATEN"];
  const modes = [null, "arrest", "aerial", "firearms", "riot", "demo", "visit", "meet", "disperse", "explosives"];
  const names = Array.from({ length: 400 }, (_, k) => `Party ${k}`);
  const outlets = Array.from({ length: 60 }, (_, k) => `Outlet ${k}`);
  const statuses = ["actual", "actual", "actual", "historical", "future", "hypothetical", "negated"];
  const records = [];
  for (let k = 0; k < n; k += 3) {
    const filed = new Date(Date.UTC(2015, 0, 1) + Math.floor(next() * 3200) * 86400000).toISOString().slice(0, 10);
    const text = `Report ${k}\n\nParty struck town. They met. People marched.`;
    const events = ["struck", "met", "marched"].map((word, j) => {
      const town = pick(towns);
      const name = pick(names);
      return {
        id: `evt_${(k + j).toString(16).padStart(16, "0")}`, trigger: point(text, word), mentions: [], type: pick(types), mode: pick(modes), cameo: [],
        actors: [{ ...point(text, "Party"), name, country: town.country, sector: "GOV", ids: {}, beside_trigger: null }], recipients: [],
        place: next() < 0.75 ? { ...point(text, "town"), ...town, geonames: 1 } : null,
        time: { span: null, start: filed, end: filed, grain: "day", inferred: null }, status: pick(statuses), certainty: 3, sources: next() < 0.4 ? [{ ...point(text, "Party"), name: pick(names) }] : [], counts: [], contexts: [],
        confidence: Math.round(next() * 100) / 100, evidence: {},
      };
    });
    records.push({ doc_id: `bulk-${k}`, date: filed, date_from: "given", title: `Report ${k}`, outlet: pick(outlets), url: null, language: "en", sha256: "0", text, engine: {}, events, issues: [] });
  }
  return records;
}
