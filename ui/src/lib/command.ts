/** A filter as the command line that gives the same list. */

import { type Filter, KEYS } from "./filter";

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A word as a POSIX shell reads it back unchanged. */
export function quote(word: string): string {
  if (word !== "" && PLAIN.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export interface CommandOptions {
  store: string;
  of: "events" | "happenings";
  sort?: string | undefined;
}

/**
 * Options are joined to their values by "=", so that an excluded value ("-Daily") is not taken for an option; words that begin
 * with a dash come last, after "--".
 */
export function command(filter: Filter, { store, of, sort }: CommandOptions): string {
  const [sought] = filter.q ?? [];
  const dashed = sought?.startsWith("-") ?? false;
  const words = ["dateline", "search"];
  if (sought !== undefined && !dashed) words.push(quote(sought));
  words.push(`--store=${quote(store)}`, `--of=${of}`);
  for (const key of KEYS) {
    for (const value of key === "q" ? [] : (filter[key] ?? [])) words.push(`--${key}=${quote(value)}`);
  }
  if (sort) words.push(`--sort=${quote(sort)}`);
  if (sought !== undefined && dashed) words.push("--", quote(sought));
  return words.join(" ");
}
