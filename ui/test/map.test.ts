import { describe, expect, test } from "vitest";

import { countries, extent, growth, radius, readBox, rings, room, short, spots, writeBox } from "../src/lib/map-data";
import type { MapData } from "../src/lib/types";

const DATA: MapData = {
  points: [
    [50.45, 30.52, "city", 3, "Kyiv", "UKR", "ASSAULT", null],
    [48.74, 37.58, "point", 1, "station", "UKR", "ASSAULT", "hap_1"],
    [Number.NaN, 0, "city", 1, "nowhere", null, "AID", null],
    [91, 0, "city", 1, "beyond", null, "AID", null],
  ],
  areas: [
    ["UKR", null, "Ukraine", 49, 32, "country", 2],
    ["UKR", "Donetsk", "Donetsk Oblast", 48, 37.8, "admin", 1],
    [null, null, "Sahel", 15, 0, "region", 4],
  ],
  total: 12,
  unplaced: 1,
};

describe("what is drawn on the map", () => {
  test("a country is never a dot, nor is a division or a region", () => {
    expect(spots(DATA).map((spot) => spot.name)).toEqual(["Kyiv", "station"]);
    expect(rings(DATA).map((ring) => ring.name)).toEqual(["Donetsk Oblast", "Sahel"]);
    expect([...countries(DATA)]).toEqual([["UKR", 2]]);
  });

  test("marks stand where they were given", () => {
    expect(spots(DATA)[0]).toMatchObject({ lat: 50.45, lon: 30.52 });
    expect(extent(DATA)).toEqual([0, 15, 37.8, 50.45]);
    expect(extent({ points: [], areas: [], total: 0, unplaced: 0 })[0]).toBeLessThan(0);
  });

  test("a frame goes to the address and back", () => {
    expect(readBox(writeBox([-10.123, 35, 40.5, 60]))).toEqual([-10.12, 35, 40.5, 60]);
    expect(readBox("1,2,three,4")).toBeNull();
    expect(readBox(undefined)).toBeNull();
  });

  test("marks grow slower where there is more to show", () => {
    expect(growth(200)).toBe(1.9);
    expect(radius(30_000, growth(100_000))).toBeLessThan(26);
    expect(radius(4) < radius(9)).toBe(true);
  });

  test("a label takes its room once", () => {
    const free = room();
    expect([free(0, 0, 20), free(10, 5, 20), free(40, 0, 20), free(0, 20, 20)]).toEqual([true, false, true, true]);
    expect([short(7), short(1234), short(45_678)]).toEqual(["7", "1.2k", "46k"]);
  });
});
