/** The shapes that the HTTP API gives, as the page uses them. */

export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface Candidate {
  name: string;
  country?: string | null;
  score?: number;
  reason?: string;
}

export interface Party extends Partial<Span> {
  name: string;
  country: string | null;
  sector: string | null;
  ids?: Record<string, string>;
  beside_trigger?: Span | null;
  rejected?: Candidate[];
}

export interface Place extends Partial<Span> {
  name: string;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  grain: string;
  geonames: number | null;
  rejected?: Candidate[];
}

export interface Time {
  span: Span | null;
  start: string;
  end: string;
  grain: string;
  inferred: string | null;
  rejected?: Candidate[];
}

export interface Source extends Partial<Span> {
  name: string;
}

export interface Count extends Partial<Span> {
  what: string;
  low: number | null;
  high: number | null;
}

export interface Reason {
  start: number | null;
  end: number | null;
  text: string | null;
  stage: string;
  rule: string;
  confidence: number;
  note?: string;
}

export type State = "coded" | "accepted" | "corrected" | "rejected";

export interface FieldReview {
  state: State;
  by?: string | null;
  at?: string | null;
  value?: unknown;
  /** What the coder had read, where a person put something else. */
  coded?: unknown;
  note?: string | null;
}

/** A claim of the same report that contradicts the event. */
export interface Dispute extends Partial<Span> {
  field: string;
  value: string;
  against?: Span | null;
  sources?: Source[];
}

export interface EventRecord {
  id: string;
  trigger: Span;
  mentions: Span[];
  type: string;
  mode: string | null;
  cameo: string[];
  actors: Party[];
  recipients: Party[];
  place: Place | null;
  time: Time | null;
  status: string;
  certainty: number;
  sources: Source[];
  /** True where the reporter says so, too, in the report's own voice. */
  asserted?: boolean;
  disputes?: Dispute[];
  counts: Count[];
  contexts: string[];
  confidence: number;
  evidence: Record<string, Reason[]>;
  review?: Record<string, FieldReview>;
  etag?: string;
  happening?: string | null;
}

export interface Issue {
  kind: string;
  stage: string;
  message: string;
  span: Span | null;
}

export interface Report {
  id: string;
  text: string;
  title: string | null;
  title_end: number;
  date: string | null;
  date_from: string | null;
  outlet: string | null;
  url: string | null;
  language?: string | null;
  provenance?: Record<string, unknown> | null;
  revision?: string | null;
  issues: Issue[];
  withdrawn?: boolean;
  is_summary?: boolean;
  events: EventRecord[];
}

export interface RowPlace {
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  grain: string;
}

export interface Row {
  id: string;
  type: string;
  mode: string | null;
  start: string | null;
  end: string | null;
  grain: string | null;
  place: RowPlace | null;
  actors: string[];
  recipients: string[];
  status: string;
  confidence: number;
  reviewed: string;
  headline: string | null;
  /** When the (first) report was filed. */
  filed?: string | null;
  reports?: number;
  witnesses?: number;
  disputed?: string[];
  report?: string;
  trigger?: string;
  outlet?: string | null;
  sources?: string[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}

export interface Witness {
  report: string;
  event: string;
  outlet: string | null;
  date: string | null;
  quote: string | null;
}

export interface HappeningField {
  agreed: boolean;
  values: { value: unknown; label: string; witnesses: Witness[]; support?: number }[];
  reason?: string | null;
  chosen?: unknown;
}

export interface Filed {
  report: string;
  outlet: string | null;
  date: string | null;
}

export interface Link {
  left: string;
  right: string;
  probability: number;
  signals: { name: string; weight: number; value: number; reason: string }[];
}

export interface Happening extends Row {
  fields: Record<string, HappeningField>;
  events: string[];
  first: Filed | string | null;
  latest: Filed | string | null;
  /** Why the events are taken for one happening. */
  links?: Link[];
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export type Facets = Record<string, FacetValue[]>;

export interface Bin {
  start: string;
  end: string;
  count: number;
}

export interface Timeline {
  grain: string;
  bins: Bin[];
}

/** lat, lon, grain, count, name, country, type, id where the count is one. */
export type MapPoint = [number, number, string, number, string, string | null, string, string | null];
/** country, admin1, name, lat, lon, grain, count. */
export type MapArea = [string | null, string | null, string, number | null, number | null, string, number];

export interface MapData {
  points: MapPoint[];
  areas: MapArea[];
  total: number;
  unplaced: number;
}

export interface Gloss {
  code: string;
  gloss?: string;
}

export interface Ontology {
  types: (Gloss & { modes: Gloss[] })[];
  statuses: Gloss[];
  sectors: Gloss[];
  contexts?: string[];
}

export interface About {
  version: string;
  store: string;
  counts: { reports: number; events: number; happenings: number };
  first: string | null;
  last: string | null;
  role: string;
  user?: string | null;
  ontology: Ontology;
}

export interface Suggestion {
  value: string;
  label: string;
  hint?: string;
  record?: unknown;
}

export interface HistoryEntry {
  n: number;
  at: string;
  by: string;
  event: string;
  report?: string;
  field: string;
  action: string;
  old: unknown;
  new: unknown;
  note: string | null;
  hash: string;
}
