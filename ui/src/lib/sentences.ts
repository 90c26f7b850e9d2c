/** Who says it and how sure it is, in plain language. */

import { STATUS } from "./format";
import type { EventRecord, Party, Source } from "./types";

const WITH_ARTICLE = new Set(["BBC", "UN", "EU", "ICRC", "IAEA", "CIA", "FBI", "OSCE", "WHO"]);

/**
 * The name of a source as it stands in a sentence: "the BBC" where the report itself says "the BBC".
 * Lower-case descriptions ("two witnesses", "the ministry") stand as they are.
 */
export function spoken(source: Source, text = ""): string {
  const name = isolated(source.name);
  if (name !== source.name || /^(the|a|an)\s/i.test(name)) return name;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const articled = WITH_ARTICLE.has(name) || (name !== "" && new RegExp(`\\b[Tt]he ${escaped}(?!\\w)`, "u").test(text));
  return articled ? `the ${name}` : name;
}

/** A name that runs right to left keeps its direction inside an English sentence (Unicode isolates FSI and PDI). */
export function isolated(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(name) ? `\u2068${name}\u2069` : name;
}

/** "Korolev, as told to the BBC," — nearest source first, each handed on by the next. */
export function chain(sources: Source[], text = ""): string {
  const [first, ...rest] = sources.map((source) => spoken(source, text));
  if (first === undefined) return "";
  if (rest.length === 0) return first;
  const links = rest.map((name, k) => (k === 0 ? `as told to ${name}` : `passed on by ${name}`));
  return `${first}, ${links.join(", ")},`;
}

const CLAIM: Record<string, string> = {
  actual: "this happened",
  historical: "this happened earlier, more than a month before the report was filed",
  future: "this is to come",
  hypothetical: "this may have happened or may happen",
  negated: "this did not happen",
};

/** One sentence: who vouches for the event, and what they say about it. */
export function attribution(event: Pick<EventRecord, "sources" | "status" | "asserted">, outlet: string | null, text = ""): string {
  const claim = CLAIM[event.status] ?? `the status is “${event.status}”`;
  if (event.sources.length === 0) return `${outlet ?? "The report"} says in its own voice that ${claim}.`;
  const too = event.asserted ? `; ${outlet ?? "the report"} says so, too, in its own voice` : "";
  return `${capital(chain(event.sources, text))} ${says(event.sources)} that ${claim}${too}.`;
}

/** Several speakers in one name take the plural: "officials say". */
function says(sources: Source[]): string {
  const name = sources[0]?.name ?? "";
  const several = /^(two|three|four|five|six|several|some|many|both|\d+)\b/i.test(name) || /(?:officials|witnesses|sources|people|soldiers|leaders|residents|groups|police|authorities|prosecutors|troops|media|\band\b.*)$/i.test(name);
  return several ? "say" : "says";
}

/** How surely the text itself says it, from its certainty between -3 and 3. */
export function certaintyWords(certainty: number): string {
  if (certainty >= 2.5) return "stated as fact";
  if (certainty >= 1) return "stated as likely";
  if (certainty > 0) return "stated as possible";
  if (certainty === 0) return "left open";
  if (certainty > -2.5) return "stated as unlikely";
  return "denied or ruled out";
}

export function confidenceWords(confidence: number): string {
  if (confidence >= 0.8) return "sure";
  return confidence >= 0.5 ? "fairly sure" : "not sure";
}

/** "who → to whom" in names; a missing side is said, not left blank. */
export function parties(actors: string[], recipients: string[]): string {
  const left = list(actors) || "actor not named";
  return recipients.length > 0 ? `${left} → ${list(recipients)}` : left;
}

export function list(names: string[], limit = 3): string {
  if (names.length <= limit) return names.join(", ");
  return `${names.slice(0, limit).join(", ")} and ${names.length - limit} more`;
}

export function party(value: Party): string {
  const codes = [value.country, value.sector].filter(Boolean).join(" · ");
  return codes ? `${value.name} (${codes})` : value.name;
}

export function statusWords(status: string): string {
  return STATUS[status] ?? status;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const STAGES: Record<string, string> = {
  find_events: "Finding what happened",
  fold_mentions: "Bringing mentions together",
  resolve_actors: "Reading who is meant",
  find_participants: "Finding who takes part",
  resolve_places: "Reading where",
  resolve_times: "Reading when",
  attribute_claims: "Reading who says so",
  judge_status: "Judging whether it happened",
  count_people: "Reading numbers",
  code_contexts: "Reading what the paragraph is about",
};

export function stageWords(stage: string): string {
  return STAGES[stage] ?? stage.replaceAll("_", " ");
}

/** What kind of rule a rule name points to: an entry of a data file, a trained model, or a rule of the code. */
export function ruleWords(rule: string): string {
  const [where = "", what = ""] = rule.split("#", 2);
  if (where.startsWith("models/")) return `the trained type model, for ${what}`;
  if (where.startsWith("lexicons/")) return `the lexicon entry “${what}”`;
  if (where.startsWith("gazetteers/")) return `the name table, entry “${what}”`;
  return what ? `the rule “${what.replaceAll("_", " ")}”` : `the rule “${where}”`;
}
