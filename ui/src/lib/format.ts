/** Codes, days and numbers as words. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "ASSAULT" → "Assault"; "human_rights" → "human rights". */
export function typeName(code: string): string {
  const words = code.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function modeName(code: string | null): string {
  return code === null ? "" : code.replaceAll("_", " ").replaceAll("-", " ");
}

/** "2022-04-08" → "8 Apr 2022". Anything that is no ISO day is given back as it is. */
export function day(iso: string | null | undefined): string {
  const found = /^(-?\d{4,})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (!found) return iso ?? "";
  const month = MONTHS[Number(found[2]) - 1];
  return month === undefined ? (iso as string) : `${Number(found[3])} ${month} ${found[1]}`;
}

/** A span of days as briefly as it can be said: "8 Apr 2022", "Apr 2022", "8–10 Apr 2022", "30 Mar – 2 Apr 2022". */
export function days(start: string | null | undefined, end: string | null | undefined, grain?: string | null): string {
  if (!start && !end) return "";
  if (!start) return `until ${day(end)}`;
  if (!end) return `from ${day(start)}`;
  const [y1, m1, d1] = start.split("-") as [string, string, string];
  const [y2, m2, d2] = end.split("-") as [string, string, string];
  if (grain === "year" && y1 === y2) return y1;
  if (grain === "month" && y1 === y2 && m1 === m2) return `${MONTHS[Number(m1) - 1]} ${y1}`;
  if (start === end) return day(start);
  if (y1 === y2 && m1 === m2) return `${Number(d1)}–${Number(d2)} ${MONTHS[Number(m1) - 1]} ${y1}`;
  if (y1 === y2) return `${Number(d1)} ${MONTHS[Number(m1) - 1]} – ${day(end)}`;
  return `${day(start)} – ${day(end)}`;
}

export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** "12 killed", "at least 12 killed", "12 to 20 killed". */
export function amount(count: { what: string; low: number | null; high: number | null }): string {
  const what = count.what === "other" ? "" : ` ${count.what}`;
  if (count.low === null && count.high === null) return `some${what}`;
  if (count.high === null) return `at least ${number(count.low as number)}${what}`;
  if (count.low === null) return `at most ${number(count.high)}${what}`;
  return count.low === count.high ? `${number(count.low)}${what}` : `${number(count.low)} to ${number(count.high)}${what}`;
}

/** The band of a confidence: sure from .8, fair from .5, weak below. */
export function band(confidence: number): "sure" | "fair" | "weak" {
  return confidence >= 0.8 ? "sure" : confidence >= 0.5 ? "fair" : "weak";
}

/** A link that may be followed: http and https alone, everything else is shown as text. */
export function safeLink(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : null;
  } catch {
    return null;
  }
}

export const STATUS: Record<string, string> = {
  actual: "happened",
  historical: "happened earlier",
  future: "is to come",
  hypothetical: "may have happened or may happen",
  negated: "did not happen",
};

export const GRAIN: Record<string, string> = {
  point: "an exact spot",
  city: "a town",
  admin: "somewhere in this division",
  country: "somewhere in this country",
  region: "somewhere in this region",
  day: "to the day",
  week: "to the week",
  month: "to the month",
  year: "to the year",
  other: "a longer span",
};
