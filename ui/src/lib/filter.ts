/** The filter of every list: a URL's query, an API call and a command line are three spellings of it. */

/** Keys in the order in which they are written; the same names in the command line, the API and Python. */
export const KEYS = [
  "q", "type", "mode", "party", "country", "status", "source", "outlet", "certainty", "reviewed", "place", "bbox", "since", "until",
] as const;

export type Key = (typeof KEYS)[number];

/** Keys that hold one value; the others hold any number, each possibly excluded by a leading "-". */
export const SINGLE: ReadonlySet<Key> = new Set<Key>(["q", "bbox", "since", "until"]);

export type Filter = Partial<Record<Key, string[]>>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readFilter(query: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const key of KEYS) {
    const values = query.getAll(key).map((value) => value.trim()).filter((value) => value !== "" && value !== "-");
    const sound = key === "since" || key === "until" ? values.filter((value) => DAY.test(value)) : values;
    const kept = SINGLE.has(key) ? sound.slice(-1) : [...new Set(sound)];
    if (kept.length > 0) filter[key] = kept;
  }
  return filter;
}

export function writeFilter(filter: Filter, query: URLSearchParams = new URLSearchParams()): URLSearchParams {
  for (const key of KEYS) {
    for (const value of filter[key] ?? []) query.append(key, value);
  }
  return query;
}

export function isEmpty(filter: Filter): boolean {
  return KEYS.every((key) => (filter[key] ?? []).length === 0);
}

export type Choice = "included" | "excluded" | "open";

export function choice(filter: Filter, key: Key, value: string): Choice {
  const values = filter[key] ?? [];
  if (values.includes(value)) return "included";
  return values.includes(`-${value}`) ? "excluded" : "open";
}

/** The filter with `value` of `key` included, excluded or left open. */
export function choose(filter: Filter, key: Key, value: string, wanted: Choice): Filter {
  const rest = (filter[key] ?? []).filter((held) => held !== value && held !== `-${value}`);
  const added = wanted === "included" ? [value] : wanted === "excluded" ? [`-${value}`] : [];
  return replace(filter, key, [...rest, ...added]);
}

export function replace(filter: Filter, key: Key, values: string[]): Filter {
  const { [key]: _, ...others } = filter;
  return values.length > 0 ? { ...others, [key]: values } : others;
}

export function without(filter: Filter, ...keys: Key[]): Filter {
  return keys.reduce((rest, key) => replace(rest, key, []), filter);
}

export interface Chip {
  key: Key;
  value: string;
  excluded: boolean;
}

/** Everything that narrows, one by one, for showing and taking away; the day range is one chip under `since`. */
export function chips(filter: Filter): Chip[] {
  const found: Chip[] = [];
  for (const key of KEYS) {
    if (key === "since" || key === "until" || key === "q") continue;
    for (const value of filter[key] ?? []) {
      const excluded = !SINGLE.has(key) && value.startsWith("-");
      found.push({ key, value: excluded ? value.slice(1) : value, excluded });
    }
  }
  return found;
}
