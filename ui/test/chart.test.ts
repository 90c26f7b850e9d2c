import { describe, expect, test } from "vitest";

import { chartOf, dayNumber, isoDay, ticks } from "../src/lib/chart";

const bin = (start: string, end: string, count: number) => ({ start, end, count });

describe("the timeline", () => {
  test("days go to numbers and back", () => {
    for (const iso of ["1970-01-01", "1969-12-31", "2024-02-29", "1865-04-14"]) expect(isoDay(dayNumber(iso))).toBe(iso);
  });

  test("a few events of long ago are put aside and counted", () => {
    const recent = Array.from({ length: 24 }, (_, k) => bin(`20${22 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, "0")}-01`, `20${22 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, "0")}-28`, 10));
    const chart = chartOf({ grain: "month", bins: [bin("1945-05-01", "1945-05-31", 2), ...recent] });
    expect(chart.earlier).toBe(2);
    expect(isoDay(chart.first)).toBe("2022-01-01");
  });

  test("an even spread keeps its beginning", () => {
    const years = Array.from({ length: 20 }, (_, k) => bin(`${2000 + k}-01-01`, `${2000 + k}-12-31`, 5));
    expect(chartOf({ grain: "year", bins: years }).earlier).toBe(0);
    expect(chartOf({ grain: "day", bins: [] }).bins).toEqual([]);
  });

  test.each([["2022-04-01", "2022-04-10"], ["2022-01-15", "2023-12-31"], ["1990-06-01", "2023-01-01"], ["2022-04-01", "2022-04-02"]])("an axis from %s to %s has round days in order", (from, to) => {
    const found = ticks(dayNumber(from), dayNumber(to), 10);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(11);
    expect(found.every((tick, k) => k === 0 || tick.day > (found[k - 1]?.day ?? 0))).toBe(true);
    expect(new Set(found.map((tick) => tick.label + tick.day)).size).toBe(found.length);
  });
});
