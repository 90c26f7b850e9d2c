/**
 * Offsets of records count Unicode code points; JavaScript counts UTF-16 units. This module is the only place that converts.
 */

export interface OffsetMap {
  /** UTF-16 offset of a code point offset. */
  to16(point: number): number;
  /** Code point offset of a UTF-16 offset; the middle of a surrogate pair counts as its beginning. */
  toPoint(unit: number): number;
  /** The words from code point `start` up to `end`. */
  slice(start: number, end: number): string;
  /** How many code points the text has. */
  readonly length: number;
}

export function offsetMap(text: string): OffsetMap {
  const wide = astral(text);
  const to16 = (point: number): number => point + below(wide, point);
  // The k-th pair begins at UTF-16 unit wide[k] + k. A unit in the middle of a pair lies past one pair too many by half: it
  // falls back to the pair's beginning, which is what subtracting the whole pair gives.
  const toPoint = (unit: number): number => unit - below(wide, unit, (k) => k);
  return { to16, toPoint, slice: (start, end) => text.slice(to16(start), to16(end)), length: text.length - wide.length };
}

/** Code point offsets of the characters that take two UTF-16 units. */
function astral(text: string): number[] {
  const found: number[] = [];
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(unit + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      found.push(unit - found.length);
      unit += 1;
    }
  }
  return found;
}

/** How many entries lie below `limit`, each entry k moved by `shift(k)`. */
function below(sorted: number[], limit: number, shift: (k: number) => number = () => 0): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) + shift(middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
