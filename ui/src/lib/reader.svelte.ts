/** One report being read and checked: which event and field are open, and what has been judged. */

import { ApiError, call, inWords } from "./api";
import { FIELDS, HUE, LABEL, reviewable, spans, words, type Field } from "./fields";
import { offsetMap } from "./offsets";
import type { Mark } from "./pieces";
import type { Stretch } from "./painter";
import { move, stretch, wordAt, wordsOf, type Pick } from "./picker";
import { shell } from "./shell.svelte";
import type { EventRecord, Report, Span } from "./types";

export type Action = "accept" | "correct" | "reject" | "undo" | "note" | "restore";

export interface Judgement {
  event: string;
  field: Field;
  action: Action;
  value?: unknown;
  note?: string;
  span?: Span | null;
}

interface Answer {
  /** Null where an event that a person had added was taken back. */
  event: EventRecord | null;
  etag: string | null;
}

export interface Conflict {
  mine: Judgement;
  theirs: EventRecord;
  by: string;
  at: string | null;
  field: string | null;
}

export type Task = "read" | "correct" | "note" | "add";

const DRAWN: Field[] = ["trigger", ...FIELDS.filter((field) => !["type", "mode", "status", "contexts"].includes(field))];

export class Reading {
  report = $state.raw<Report | null>(null);
  trouble = $state<string | null>(null);
  eventId = $state<string | null>(null);
  field = $state<Field | null>(null);
  task = $state<Task>("read");
  busy = $state(false);
  failed = $state<string | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  /** What was done here and can be taken back, latest last. */
  done = $state.raw<{ event: string; field: Field; action: Action | "add" }[]>([]);
  /** Words taken from the text, by mouse or keys, in UTF-16 units. */
  picked = $state.raw<Stretch | null>(null);
  picking = $state(false);
  private caret: Pick = { anchor: 0, head: 0 };

  map = $derived(offsetMap(this.report?.text ?? ""));
  units = $derived(wordsOf(this.report?.text ?? "", this.report?.language));
  events = $derived([...(this.report?.events ?? [])].sort((a, b) => a.trigger.start - b.trigger.start));
  event = $derived(this.events.find((event) => event.id === this.eventId) ?? null);
  marks = $derived(this.event ? this.marksOf(this.event, DRAWN) : []);
  others = $derived(this.events.filter((event) => event.id !== this.eventId).flatMap((event) => this.marksOf(event, ["trigger"])));
  /** Words that a quote in the list points at. */
  pointed = $state.raw<{ start: number; end: number } | null>(null);
  focus = $derived(this.pointed ? this.within([this.pointed]) : this.event && this.field ? this.within(spans(this.event, this.field)) : []);
  titleEnd = $derived(this.report ? this.map.to16(this.report.title_end) : 0);

  constructor(readonly id: string) {}

  async load(signal?: AbortSignal): Promise<void> {
    try {
      this.trouble = null;
      this.report = await call<Report>(`/api/reports/${encodeURIComponent(this.id)}`, { signal });
    } catch (trouble) {
      if (!signal?.aborted) this.trouble = inWords(trouble);
    }
  }

  private within(all: { start: number; end: number }[]): Stretch[] {
    return all.map((span) => ({ start: this.map.to16(span.start), end: this.map.to16(span.end) }));
  }

  private marksOf(event: EventRecord, fields: Field[]): Mark[] {
    return fields.flatMap((field) =>
      this.within(spans(event, field, false)).map((place) => ({ ...place, event: event.id, field, hue: HUE[field] ?? "about" })),
    );
  }

  open(event: string | null, field: Field | null = null): void {
    this.eventId = event;
    this.field = field;
    this.task = "read";
    this.pointed = null;
    this.stopPicking();
  }

  /** A click on marked words: the tightest mark first; a click on the same words again goes on to the next mark there. */
  openMark(found: Mark[]): void {
    const at = found.findIndex((mark) => mark.event === this.eventId && mark.field === this.shownField());
    const mark = found[(at + 1) % found.length] as Mark;
    const field = mark.field === "trigger" ? "type" : (mark.field as Field);
    this.open(mark.event, field);
  }

  private shownField(): string | null {
    return this.field === "type" ? "trigger" : this.field;
  }

  /** The next or previous field to judge, over the borders of events. */
  step(by: 1 | -1): void {
    const all = this.events.flatMap((event) => reviewable(event).map((field) => ({ event: event.id, field })));
    if (all.length === 0) return;
    const here = all.findIndex((one) => one.event === this.eventId && (this.field === null || one.field === this.field));
    const next = this.field === null && by === 1 ? Math.max(here, 0) : here + by;
    const wanted = all[(next + all.length) % all.length];
    if (!wanted) return;
    this.open(wanted.event, wanted.field);
    const event = this.event;
    if (event) shell.say(`${LABEL[wanted.field]}: ${words(event, wanted.field) || "not told"}`);
  }

  stepEvent(by: 1 | -1): void {
    const here = this.events.findIndex((event) => event.id === this.eventId);
    const next = this.events[(here + by + this.events.length) % this.events.length];
    if (next) this.open(next.id);
  }

  async judge(judgement: Judgement): Promise<boolean> {
    const event = this.events.find((one) => one.id === judgement.event);
    if (!event || this.busy) return false;
    return this.send(judgement, event.etag);
  }

  private async send(judgement: Judgement, match: string | undefined): Promise<boolean> {
    this.busy = true;
    this.failed = null;
    try {
      const answer = await call<Answer>("/api/reviews", { method: "POST", body: judgement, match });
      shell.judged = true;
      if (answer.event) this.take({ ...answer.event, etag: answer.etag ?? "" });
      else this.drop(judgement.event);
      if (judgement.action === "undo") this.done = this.done.slice(0, -1);
      else this.done = [...this.done, { event: judgement.event, field: judgement.field, action: judgement.action }];
      shell.say(`${LABEL[judgement.field]}: ${SAID[judgement.action]}`);
      this.conflict = null;
      return true;
    } catch (trouble) {
      if (trouble instanceof ApiError && trouble.status === 409) this.clash(judgement, trouble.body);
      else this.failed = inWords(trouble);
      return false;
    } finally {
      this.busy = false;
    }
  }

  private clash(mine: Judgement, body: unknown): void {
    const { event, etag, by, at, field } = body as { event: EventRecord; etag: string; by?: string; at?: string; field?: string };
    this.conflict = { mine, theirs: { ...event, etag }, by: by ?? "someone else", at: at ?? null, field: field ?? null };
    shell.say(`Conflict: ${this.conflict.by} changed this event in the meantime.`);
  }

  keepTheirs(): void {
    if (this.conflict) this.take(this.conflict.theirs);
    this.conflict = null;
    this.task = "read";
  }

  async applyMine(): Promise<void> {
    const { conflict } = this;
    if (!conflict) return;
    this.take(conflict.theirs);
    if (await this.send(conflict.mine, conflict.theirs.etag)) this.task = "read";
  }

  /** An event that a person had added, and took back. */
  private drop(id: string): void {
    if (!this.report) return;
    this.report = { ...this.report, events: this.report.events.filter((event) => event.id !== id) };
    if (this.eventId === id) this.open(this.events[0]?.id ?? null);
  }

  private take(event: EventRecord): void {
    if (!this.report) return;
    const known = this.report.events.some((one) => one.id === event.id);
    const events = known ? this.report.events.map((one) => (one.id === event.id ? { ...one, ...event } : one)) : [...this.report.events, event];
    this.report = { ...this.report, events };
  }

  /** Accepts or rejects the open field, or the whole event where no field is open, and goes on. */
  async decide(action: "accept" | "reject"): Promise<void> {
    if (!this.eventId) return;
    const field = this.field;
    const good = await this.judge({ event: this.eventId, field: field ?? "event", action });
    if (good && field) this.step(1);
    else if (good) this.stepEvent(1);
  }

  async undo(): Promise<void> {
    const last = this.done.at(-1);
    const target = last ?? (this.eventId ? { event: this.eventId, field: this.field ?? ("event" as Field) } : null);
    if (!target) return;
    const good = await this.judge({ event: target.event, field: target.field, action: "undo" });
    if (good && this.events.some((event) => event.id === target.event)) this.open(target.event, target.field === "event" ? null : target.field);
  }

  async add(type: string, mode: string | null, trigger: Span): Promise<boolean> {
    this.busy = true;
    this.failed = null;
    try {
      const body = { report: this.id, trigger: { start: trigger.start, end: trigger.end }, type, mode };
      const answer = await call<{ event: EventRecord; etag: string }>("/api/events", { method: "POST", body });
      this.take({ ...answer.event, etag: answer.etag });
      shell.judged = true;
      this.done = [...this.done, { event: answer.event.id, field: "event", action: "add" }];
      this.open(answer.event.id, "actors");
      shell.say("Event added");
      return true;
    } catch (trouble) {
      this.failed = inWords(trouble);
      return false;
    } finally {
      this.busy = false;
    }
  }

  startPicking(): void {
    this.picking = true;
    if (this.picked) return;
    const near = this.focus[0] ?? this.marks[0] ?? { start: this.titleEnd, end: this.titleEnd };
    const at = wordAt(this.units, near.start);
    this.caret = { anchor: at, head: at };
    this.picked = stretch(this.caret, this.units);
  }

  stopPicking(): void {
    this.picking = false;
    this.picked = null;
  }

  /** Takes an arrow key while words are being picked; false where the key means nothing. */
  pickKey(key: string, shift: boolean): boolean {
    const next = move(this.caret, key, shift, this.units, this.report?.text ?? "");
    if (!next) return false;
    this.caret = next;
    this.picked = stretch(next, this.units);
    const span = this.pickedSpan();
    if (span) shell.say(span.text);
    return true;
  }

  pickStretch(found: Stretch | null): void {
    this.picked = found;
    if (!found) return;
    const start = wordAt(this.units, found.start);
    this.caret = { anchor: start, head: Math.max(start, wordAt(this.units, found.end - 1)) };
  }

  /** The picked words as a span of the record: code points and their text. */
  pickedSpan(): Span | null {
    if (!this.picked || !this.report) return null;
    const start = this.map.toPoint(this.picked.start);
    const end = this.map.toPoint(this.picked.end);
    return { start, end, text: this.map.slice(start, end) };
  }
}

const SAID: Record<Action, string> = { accept: "accepted", correct: "corrected", reject: "rejected", undo: "taken back", note: "note kept", restore: "put back" };
