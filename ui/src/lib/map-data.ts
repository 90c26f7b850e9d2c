/** Map data as GeoJSON, and what may be drawn where: towns as dots, divisions and regions as rings, countries as areas. */

import type { MapData, MapPoint } from "./types";

export interface Spot {
  lat: number;
  lon: number;
  count: number;
  name: string;
  country: string | null;
  grain: string;
  id: string | null;
}

export function spots(data: MapData): Spot[] {
  return data.points.filter(sound).map(([lat, lon, grain, count, name, country, , id]) => ({ lat, lon, grain, count, name, country, id }));
}

function sound([lat, lon]: MapPoint): boolean {
  return Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}

/** Divisions and regions with a middle: drawn as hollow rings. */
export function rings(data: MapData): Spot[] {
  return data.areas
    .filter(([, , , lat, lon, grain]) => grain !== "country" && lat !== null && lon !== null)
    .map(([country, , name, lat, lon, grain, count]) => ({ lat: lat as number, lon: lon as number, grain, count, name, country, id: null }));
}

/** Country → how many are known to be somewhere in it and no closer. */
export function countries(data: MapData): Map<string, number> {
  const found = new Map<string, number>();
  for (const [country, , , , , grain, count] of data.areas) {
    if (grain === "country" && country) found.set(country, (found.get(country) ?? 0) + count);
  }
  return found;
}

/** The middle of each country area, for those too small for the shapes. */
export function countryMiddles(data: MapData): Map<string, [number, number]> {
  const found = new Map<string, [number, number]>();
  for (const [country, , , lat, lon, grain] of data.areas) {
    if (grain === "country" && country && lat !== null && lon !== null) found.set(country, [lon, lat]);
  }
  return found;
}

export type Box = [number, number, number, number];

/** West, south, east, north of all that is drawn; the inhabited world where nothing is. */
export function extent(data: MapData): Box {
  const all = [...spots(data), ...rings(data)];
  for (const [lon, lat] of countryMiddles(data).values()) all.push({ lat, lon, count: 1, name: "", country: null, grain: "country", id: null });
  if (all.length === 0) return [-130, -45, 160, 68];
  const box: Box = [180, 90, -180, -90];
  for (const { lat, lon } of all) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

export function readBox(text: string | undefined): Box | null {
  const numbers = (text ?? "").split(",").map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? (numbers as Box) : null;
}

export function writeBox(box: Box): string {
  return box.map((value) => String(Number(value.toFixed(2)))).join(",");
}

/** How fast marks grow with their count, so that the largest of `total` stay readable beside their neighbours. */
export function growth(total: number): number {
  return Math.min(1.9, 20 / Math.sqrt(Math.max(1, total) / 4));
}

/** How wide a mark for `count` is, in pixels: its area grows with the count. */
export function radius(count: number, grown = 1.9): number {
  return Math.min(26, 4 + grown * Math.sqrt(count));
}

/** Gives out room for labels: true where nothing lies yet, and then it is taken. */
export function room(): (x: number, y: number, width: number) => boolean {
  const taken: [number, number, number][] = [];
  return (x, y, width) => {
    if (taken.some(([tx, ty, other]) => Math.abs(tx - x) < (width + other) / 2 && Math.abs(ty - y) < 15)) return false;
    taken.push([x, y, width]);
    return true;
  };
}

export const short = (count: number): string => (count < 1000 ? String(count) : count < 10_000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`);
