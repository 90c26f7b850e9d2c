/** The fields of an event: their order, names, words in the text, reasons and review states. */

import { amount, days, modeName, typeName } from "./format";
import { party, statusWords } from "./sentences";
import type { Candidate, EventRecord, FieldReview, Reason, Span, State } from "./types";

export const FIELDS = ["type", "mode", "actors", "recipients", "place", "time", "status", "sources", "counts", "contexts"] as const;

export type Field = (typeof FIELDS)[number] | "trigger" | "event";

/** The hue a field is drawn in; CSS has one highlight and one class per hue. */
export const HUE: Record<string, string> = {
  event: "what", trigger: "what", type: "what", mode: "what", actors: "who", recipients: "whom",
  place: "where", time: "when", status: "whether", sources: "says", counts: "many", contexts: "about",
};

export const LABEL: Record<string, string> = {
  event: "event", trigger: "words", type: "what", mode: "how", actors: "who", recipients: "to whom", place: "where",
  time: "when", status: "whether", sources: "according to", counts: "how many", contexts: "about",
};

/** Reasons for a field: its own and those of its parts ("actors.0.country"); the event's trigger has the type's. */
export function reasons(event: EventRecord, field: Field): { part: string; reason: Reason }[] {
  return Object.entries(event.evidence)
    .filter(([key]) => key === field || key.startsWith(`${field}.`))
    .flatMap(([part, rows]) => rows.map((reason) => ({ part, reason })));
}

/** The words of a field in the text, nearest to its value first, none twice; with `evidence` also those of its reasons. */
export function spans(event: EventRecord, field: Field, evidence = true): Span[] {
  const found: (Span | null | undefined)[] = [];
  const own = (value: Partial<Span> | null | undefined): Span | null =>
    value && value.start !== undefined && value.end !== undefined ? { start: value.start, end: value.end, text: value.text ?? "" } : null;
  if (field === "type" || field === "trigger" || field === "event") found.push(event.trigger, ...event.mentions);
  if (field === "actors" || field === "recipients") {
    for (const one of event[field]) found.push(own(one), one.beside_trigger);
  }
  if (field === "place") found.push(own(event.place));
  if (field === "time") found.push(event.time?.span);
  if (field === "sources") found.push(...event.sources.map(own));
  if (field === "counts") found.push(...event.counts.map(own));
  for (const { reason } of evidence ? reasons(event, field) : []) {
    if (reason.start !== null && reason.end !== null) found.push({ start: reason.start, end: reason.end, text: reason.text ?? "" });
  }
  const seen = new Set<string>();
  return found.filter((span): span is Span => {
    if (!span || span.end <= span.start) return false;
    const key = `${span.start}-${span.end}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** A field's value in words; "" where the report does not tell. */
export function words(event: EventRecord, field: Field): string {
  switch (field) {
    case "type": return typeName(event.type);
    case "mode": return modeName(event.mode);
    case "actors":
    case "recipients": return event[field].map(party).join("; ");
    case "place": return event.place ? placeWords(event.place) : "";
    case "time": return event.time ? days(event.time.start, event.time.end, event.time.grain) : "";
    case "status": return statusWords(event.status);
    case "sources": return event.sources.map((source) => source.name).join(" ← ");
    case "counts": return event.counts.map(amount).join("; ");
    case "contexts": return event.contexts.map((context) => context.replaceAll("_", " ")).join(", ");
    default: return event.trigger.text;
  }
}

export function placeWords(place: { name: string; country: string | null; admin1?: string | null }): string {
  return [place.name, place.admin1 && place.admin1 !== place.name ? place.admin1 : null, place.country].filter(Boolean).join(", ");
}

export function rejected(event: EventRecord, field: Field): Candidate[] {
  if (field === "place") return event.place?.rejected ?? [];
  if (field === "time") return event.time?.rejected ?? [];
  if (field === "actors" || field === "recipients") return event[field].flatMap((one) => one.rejected ?? []);
  return [];
}

export function review(event: EventRecord, field: Field): FieldReview {
  return event.review?.[field] ?? { state: "coded" };
}

/** Fields that a reviewer goes through: those with a value, and those that someone has judged. */
export function reviewable(event: EventRecord): Field[] {
  return FIELDS.filter((field) => words(event, field) !== "" || review(event, field).state !== "coded");
}

/** The state of the event as a whole, from its own judgement, else from its fields. */
export function eventState(event: EventRecord): State | "partly" {
  const own = review(event, "event").state;
  if (own !== "coded") return own;
  const states = reviewable(event).map((field) => review(event, field).state);
  const judged = states.filter((state) => state !== "coded");
  if (judged.length === 0) return "coded";
  if (judged.length < states.length) return "partly";
  return states.every((state) => state === "accepted") ? "accepted" : "corrected";
}

/** How sure the least sure reason of a field is; null where it has none. */
export function weakest(event: EventRecord, field: Field): number | null {
  const all = reasons(event, field).map(({ reason }) => reason.confidence);
  return all.length > 0 ? Math.min(...all) : null;
}
