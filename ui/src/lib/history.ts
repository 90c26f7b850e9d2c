/** History entries in words. */

import { amount, days, plural, typeName } from "./format";
import type { Count } from "./types";

const DONE: Record<string, string> = {
  accept: "accepted", correct: "corrected", reject: "rejected", undo: "took back", note: "noted", restore: "put back", add: "added", split: "split", join: "joined",
};

const STATES: Record<string, string> = { coded: "as coded", accepted: "accepted", rejected: "rejected", corrected: "not told" };

export function doneWords(action: string): string {
  return DONE[action] ?? action;
}

/** Any kept value as a reader would say it; "" where there is none. */
export function valueWords(kept: unknown): string {
  if (kept === null || kept === undefined) return "";
  if (Array.isArray(kept)) return kept.map(valueWords).filter(Boolean).join("; ");
  if (typeof kept !== "object") return String(kept);
  const held = kept as Record<string, unknown>;
  if (typeof held.state === "string") return "value" in held && held.value !== null ? valueWords(held.value) : (STATES[held.state] ?? held.state);
  if (Array.isArray(held.events) && Array.isArray(held.others)) {
    const [here, there] = [held.events.length, held.others.length];
    return there > 0 ? `${plural(here, "event")} apart from ${plural(there, "other")}` : `${plural(here, "event")} together`;
  }
  if ("value" in held && ("review" in held || Object.keys(held).length <= 2)) return valueWords(held.value);
  if (typeof held.type === "string" && "trigger" in held) return `${typeName(held.type)} ${valueWords(held.trigger)}`.trim();
  if ("what" in held && "low" in held) return amount(held as unknown as Count);
  if (typeof held.start === "string") return days(held.start, held.end as string, held.grain as string);
  if (typeof held.name === "string") return [held.name, held.country].filter(Boolean).join(", ");
  if (typeof held.text === "string") return `“${held.text}”`;
  return Object.values(held).map(valueWords).filter(Boolean).join(", ");
}
