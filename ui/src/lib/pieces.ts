/** Overlapping spans over a text: which lie at a place, and the text cut wherever one begins or ends. */

export interface Mark {
  start: number;
  end: number;
  /** Event the mark belongs to. */
  event: string;
  field: string;
  hue: string;
}

export interface Piece {
  start: number;
  end: number;
  marks: Mark[];
}

/** The text between `start` and `end`, cut at every mark; pieces without marks included. Offsets are of one kind throughout. */
export function pieces(marks: Mark[], start: number, end: number): Piece[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start && mark.end > mark.start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((until, k) => {
    const from = sorted[k] as number;
    return { start: from, end: until, marks: inside.filter((mark) => mark.start <= from && mark.end >= until) };
  });
}

/** Marks over one offset, the tightest first: what a click most likely means. */
export function marksAt(marks: Mark[], offset: number): Mark[] {
  return marks
    .filter((mark) => mark.start <= offset && offset < mark.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
}

export interface Block {
  start: number;
  end: number;
  text: string;
  /** Lines that a wire feed wrapped at a fixed width flow together; others keep their breaks. */
  wrapped: boolean;
}

/** Paragraphs of a text with their UTF-16 offsets; blank lines lie between them. `from` skips the title. */
export function blocks(text: string, from = 0): Block[] {
  const found: Block[] = [];
  const gap = /\n[^\S\n]*(?:\n[^\S\n]*)+/g;
  const body = text.slice(from);
  let start = 0;
  const push = (begin: number, end: number): void => {
    const raw = body.slice(begin, end);
    const head = raw.length - raw.trimStart().length;
    const core = raw.trim();
    if (core !== "") found.push({ start: from + begin + head, end: from + begin + head + core.length, text: core, wrapped: wrapped(core) });
  };
  for (const hit of body.matchAll(gap)) {
    push(start, hit.index);
    start = hit.index + hit[0].length;
  }
  push(start, body.length);
  return found;
}

function wrapped(paragraph: string): boolean {
  const lines = paragraph.split("\n");
  return lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= 55 && line.length <= 100);
}
