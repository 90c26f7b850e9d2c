/** The map drawn by MapLibre. It is loaded when first needed; the page works without it. */

import "maplibre-gl/dist/maplibre-gl.css";

import { type GeoJSONSource, LngLatBounds, Map as GlMap, type MapGeoJSONFeature, Marker, NavigationControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import coarseUrl from "../basemap/countries-110m.json?url";
import fineUrl from "../basemap/countries-50m.json?url";
import { type Box, countries, countryMiddles, extent, growth, radius, rings, room, short, spots, type Spot } from "./map-data";
import type { MapData } from "./types";

setWorkerUrl(workerUrl);

const FINE_FROM_ZOOM = 3;
const EMPTY = { type: "FeatureCollection" as const, features: [] };

export interface Hooks {
  onspot: (spot: { name: string; id: string | null }) => void;
  oncountry: (code: string) => void;
  /** The frame after the reader moved the map. */
  onmove: (box: Box) => void;
}

type Shapes = GeoJSON.FeatureCollection<GeoJSON.Geometry, { iso: string; name: string; at: [number, number] }>;

export class GlView {
  private readonly map: GlMap;
  private labels: Marker[] = [];
  private data: MapData | null = null;
  private fitted = false;
  private fine = false;
  private shapes: Shapes | null = null;
  private counts: Map<string, number> = new Map();
  private grown = 1.9;

  constructor(
    private readonly box: HTMLElement,
    private readonly hooks: Hooks,
    frame: Box | null,
  ) {
    this.map = new GlMap({
      container: box,
      style: style(),
      attributionControl: false,
      renderWorldCopies: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 11,
      minZoom: -1,
      fadeDuration: 0,
      cooperativeGestures: false,
      center: [20, 25],
      zoom: 1,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    if (frame) {
      this.fitted = true;
      this.map.fitBounds(frame, { animate: false });
    }
    this.map.on("load", () => void this.begin());
    this.map.on("click", (event) => this.clicked(event.point));
    this.map.on("mousemove", (event) => {
      this.map.getCanvas().style.cursor = this.hit(event.point) ? "pointer" : "";
    });
    this.map.on("moveend", (event) => {
      if ((event as { originalEvent?: unknown }).originalEvent) this.hooks.onmove(this.frame());
      if (this.map.getZoom() >= FINE_FROM_ZOOM) void this.refine();
    });
    this.map.on("idle", () => this.label());
    // A map that was hidden when its data came is fitted when it is first seen.
    this.map.on("resize", () => {
      if (!this.fitted && this.data && this.box.clientWidth > 0 && this.map.getSource("spots")) this.fit();
    });
  }

  private layers(): string[] {
    return ["clusters", "spots", "rings", "areas"].filter((name) => this.map.getLayer(name));
  }

  private async begin(): Promise<void> {
    this.shapes = (await (await fetch(coarseUrl)).json()) as Shapes;
    this.source("land").setData(this.shapes);
    if (this.data) this.show(this.data);
  }

  private async refine(): Promise<void> {
    if (this.fine) return;
    this.fine = true;
    const shapes = (await (await fetch(fineUrl)).json()) as Shapes;
    this.shapes = shapes;
    this.source("land").setData(shapes);
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  show(data: MapData): void {
    this.data = data;
    if (!this.map.getSource("spots")) return;
    this.source("spots").setData(collection(spots(data)));
    this.source("rings").setData(collection(rings(data)));
    this.tint(countries(data));
    this.grown = growth(data.total);
    for (const [layer, count] of [["clusters", "sum"], ["spots", "n"], ["rings", "n"]] as const) this.map.setPaintProperty(layer, "circle-radius", size(count, this.grown));
    if (!this.fitted && this.box.clientWidth > 0) this.fit();
  }

  /** Countries are tinted by feature state, which needs no new tiles. */
  private tint(counts: Map<string, number>): void {
    const most = Math.max(1, ...counts.values());
    this.map.removeFeatureState({ source: "land" });
    for (const [iso, count] of counts) this.map.setFeatureState({ source: "land", id: iso }, { tint: 0.1 + 0.32 * Math.sqrt(count / most) });
    this.counts = counts;
  }

  fit(): void {
    if (!this.data) return;
    this.fitted = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const [west, south, east, north] = extent(this.data);
    this.map.fitBounds(new LngLatBounds([west, Math.max(-60, south)], [east, Math.min(75, north)]), { padding: 34, maxZoom: 6, animate: !calm && this.labels.length > 0 });
  }

  frame(): Box {
    const bounds = this.map.getBounds();
    const clip = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
    return [clip(bounds.getWest(), 180), clip(bounds.getSouth(), 90), clip(bounds.getEast(), 180), clip(bounds.getNorth(), 90)];
  }

  /** The topmost mark at a point; a country counts only where something is known to be in it. */
  private hit({ x, y }: { x: number; y: number }): MapGeoJSONFeature | undefined {
    const found = this.map.queryRenderedFeatures([x, y], { layers: this.layers() });
    return found.find((feature) => feature.layer.id !== "areas" || this.counts.has(String(feature.properties.iso)));
  }

  private clicked(point: { x: number; y: number }): void {
    const hit = this.hit(point);
    if (!hit) return;
    const { properties } = hit;
    if (hit.layer.id === "clusters") {
      void this.source("spots").getClusterExpansionZoom(properties.cluster_id as number).then((zoom) => {
        const [lon, lat] = (hit.geometry as GeoJSON.Point).coordinates as [number, number];
        this.map.easeTo({ center: [lon, lat], zoom: zoom + 0.3 }, { originalEvent: true });
      });
    } else if (hit.layer.id === "areas") this.hooks.oncountry(String(properties.iso));
    else this.hooks.onspot({ name: String(properties.name), id: (properties.id as string | null) ?? null });
  }

  /** Numbers and names as HTML over the map: a glyph font for the map would be megabytes. */
  private label(): void {
    for (const label of this.labels) label.remove();
    this.labels = [];
    if (!this.data) return;
    const place = room();
    const free = (lon: number, lat: number, width: number): boolean => {
      const { x, y } = this.map.project([lon, lat]);
      return place(x, y, width);
    };
    const drawn = this.map.queryRenderedFeatures({ layers: this.layers().filter((name) => name !== "areas") });
    drawn.sort((a, b) => Number(b.properties.sum ?? b.properties.n) - Number(a.properties.sum ?? a.properties.n));
    const seen = new Set<string>();
    for (const feature of drawn) {
      const [lon, lat] = (feature.geometry as GeoJSON.Point).coordinates as [number, number];
      const count = Number(feature.properties.sum ?? feature.properties.n);
      const key = `${lon.toFixed(3)},${lat.toFixed(3)}`;
      if (seen.has(key) || this.labels.length > 90) continue;
      seen.add(key);
      const placed = free(lon, lat, 2 * radius(count, this.grown));
      if (placed && count > 1 && radius(count, this.grown) >= 6.5) this.put(short(count), `map-count ${feature.layer.id}`, lon, lat);
      const named = this.map.getZoom() >= 4 && feature.layer.id !== "clusters" ? String(feature.properties.name) : "";
      if (placed && named) this.put(named, "map-name", lon, lat, radius(count, this.grown) + 3);
    }
    const middles = countryMiddles(this.data);
    for (const [iso, count] of [...countries(this.data)].sort((a, b) => b[1] - a[1])) {
      const at = this.shapes?.features.find((shape) => shape.properties.iso === iso)?.properties.at ?? middles.get(iso);
      const words = `${iso} ${short(count)}`;
      if (at && free(at[0], at[1], words.length * 7)) this.put(words, "map-area", at[0], at[1]);
    }
  }

  private put(words: string, name: string, lon: number, lat: number, right = 0): void {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = words;
    element.setAttribute("aria-hidden", "true");
    this.labels.push(new Marker({ element, anchor: right ? "left" : "center", offset: [right, 0] }).setLngLat([lon, lat]).addTo(this.map));
  }

  /** Takes the colours of the page anew, after light turned to dark or back. */
  recolour(): void {
    const fresh = style();
    for (const layer of fresh.layers) {
      if (!this.map.getLayer(layer.id)) continue;
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        if (/color/.test(name)) this.map.setPaintProperty(layer.id, name as never, value as never);
      }
    }
  }

  remove(): void {
    this.map.remove();
    this.box.replaceChildren();
  }
}

export function hasWebGl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

function collection(all: Spot[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: all.map(({ lat, lon, count, name, id }) => ({ type: "Feature", properties: { n: count, name, id }, geometry: { type: "Point", coordinates: [lon, lat] } })),
  };
}

/** `radius` in the map's own language. */
function size(count: string, grown = 1.9): never {
  return ["min", 26, ["+", 4, ["*", grown, ["sqrt", ["get", count]]]]] as never;
}

function style(): StyleSpecification {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string): string => css.getPropertyValue(`--${name}`).trim();
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: EMPTY, promoteId: "iso" },
      spots: { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 30, clusterMaxZoom: 9, clusterProperties: { sum: ["+", ["get", "n"]] } },
      rings: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "areas", type: "fill", source: "land", paint: { "fill-color": colour("area"), "fill-opacity": ["coalesce", ["feature-state", "tint"], 0] } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": colour("border"), "line-width": 0.7 } },
      { id: "rings", type: "circle", source: "rings", paint: { "circle-radius": size("n"), "circle-color": colour("sheet"), "circle-opacity": 0.15, "circle-stroke-color": colour("area"), "circle-stroke-width": 1.6 } },
      { id: "clusters", type: "circle", source: "spots", filter: ["has", "point_count"], paint: { "circle-radius": size("sum"), "circle-color": colour("area"), "circle-opacity": 0.88, "circle-stroke-color": colour("sheet"), "circle-stroke-width": 1 } },
      { id: "spots", type: "circle", source: "spots", filter: ["!", ["has", "point_count"]], paint: { "circle-radius": size("n"), "circle-color": colour("area"), "circle-opacity": 0.88, "circle-stroke-color": colour("sheet"), "circle-stroke-width": 1 } },
    ],
  };
}
