/** The timeline's arithmetic: bins without holes, rare early days put aside, days to pixels and back, ticks. */

import type { Bin, Timeline } from "./types";

const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO day. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

export function isoDay(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

export interface Chart {
  bins: Bin[];
  /** How many lie before the first bin: a few events of long ago would squeeze all others. */
  earlier: number;
  first: number;
  /** The day after the last. */
  last: number;
  top: number;
}

const SHARE_PUT_ASIDE = 0.05;

export function chartOf({ bins }: Timeline): Chart {
  const sorted = [...bins].sort((a, b) => (a.start < b.start ? -1 : 1));
  if (sorted.length === 0) return { bins: [], earlier: 0, first: 0, last: 1, top: 1 };
  const cut = putAside(sorted);
  const shown = sorted.slice(cut);
  const earlier = sorted.slice(0, cut).reduce((sum, bin) => sum + bin.count, 0);
  const first = dayNumber((shown[0] as Bin).start);
  const last = Math.max(...shown.map((bin) => dayNumber(bin.end))) + 1;
  return { bins: shown, earlier, first, last, top: Math.max(...shown.map((bin) => bin.count)) };
}

/** How many of the first bins to put aside: at most a twentieth of all events, and only where that halves the span. */
function putAside(sorted: Bin[]): number {
  const total = sorted.reduce((sum, bin) => sum + bin.count, 0);
  const last = dayNumber((sorted.at(-1) as Bin).end);
  let best = 0;
  let span = last - dayNumber((sorted[0] as Bin).start);
  let aside = 0;
  for (let k = 1; k < sorted.length; k += 1) {
    aside += (sorted[k - 1] as Bin).count;
    if (aside > total * SHARE_PUT_ASIDE) break;
    const left = last - dayNumber((sorted[k] as Bin).start);
    if (left < span / 2) {
      best = k;
      span = left;
    }
  }
  return best;
}

const STEPS: [number, "day" | "month" | "year"][] = [
  [1, "day"], [2, "day"], [7, "day"], [14, "day"], [1, "month"], [3, "month"], [6, "month"], [1, "year"], [2, "year"], [5, "year"], [10, "year"], [25, "year"], [50, "year"], [100, "year"],
];
const LENGTH = { day: 1, month: 30.4, year: 365.25 };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export interface Tick {
  day: number;
  label: string;
}

/** Round days for an axis, at most `most` of them. */
export function ticks(first: number, last: number, most: number): Tick[] {
  const [step, unit] = STEPS.find(([count, length]) => (last - first) / (count * LENGTH[length]) <= most) ?? (STEPS.at(-1) as (typeof STEPS)[number]);
  const found: Tick[] = [];
  const start = new Date(first * DAY);
  let [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  if (unit === "day") {
    const offset = step >= 7 ? (first + 3) % 7 : first % step; // weeks begin on Monday; day 0 was a Thursday
    for (let day = first - offset; day < last; day += step) if (day >= first) found.push({ day, label: label(day, "day") });
    return found;
  }
  if (unit === "year") [year, month] = [Math.floor(year / step) * step, 0];
  else month = Math.floor(month / step) * step;
  for (;;) {
    const day = Math.round(Date.UTC(year, month, 1) / DAY);
    if (day >= last) return found;
    if (day >= first) found.push({ day, label: label(day, unit) });
    if (unit === "year") year += step;
    else month += step;
  }
}

function label(day: number, unit: string): string {
  const date = new Date(day * DAY);
  const month = MONTHS[date.getUTCMonth()] as string;
  if (unit === "year") return String(date.getUTCFullYear());
  if (unit === "month") return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month;
  return date.getUTCDate() === 1 ? month : `${date.getUTCDate()} ${month}`;
}
