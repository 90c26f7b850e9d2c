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

/** Options are joined to their values by "=", so that an excluded value ("-Daily") is not taken for an option. */
export function command(filter: Filter, { store, of, sort }: CommandOptions): string {
  const words = ["dateline", "search"];
  for (const key of KEYS) {
    for (const value of filter[key] ?? []) words.push(`--${key}=${quote(value)}`);
  }
  if (of === "events") words.push("--of=events");
  if (sort) words.push(`--sort=${quote(sort)}`);
  words.push(`--store=${quote(store)}`);
  return words.join(" ");
}
