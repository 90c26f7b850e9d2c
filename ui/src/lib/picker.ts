/** Picking words with the keyboard: arrows go from word to word, Shift stretches. Offsets are UTF-16 units. */

export interface Word {
  start: number;
  end: number;
}

export interface Pick {
  anchor: number;
  head: number;
}

export function wordsOf(text: string, language?: string | null): Word[] {
  const cut = segmenter(language);
  return [...cut.segment(text)].filter((part) => part.isWordLike).map((part) => ({ start: part.index, end: part.index + part.segment.length }));
}

function segmenter(language?: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: "word" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}

/** The pick after a key; null where the key means nothing here. */
export function move(pick: Pick, key: string, shift: boolean, words: Word[], text: string): Pick | null {
  const last = words.length - 1;
  const head = target(pick.head, key, words, text);
  if (head === null) return null;
  const kept = Math.max(0, Math.min(last, head));
  return shift ? { ...pick, head: kept } : { anchor: kept, head: kept };
}

function target(head: number, key: string, words: Word[], text: string): number | null {
  if (key === "ArrowRight") return head + 1;
  if (key === "ArrowLeft") return head - 1;
  if (key === "ArrowDown") return head + 12;
  if (key === "ArrowUp") return head - 12;
  if (key === "PageDown" || key === "PageUp") return paragraph(head, key === "PageDown" ? 1 : -1, words, text);
  if (key === "Home") return 0;
  return key === "End" ? words.length - 1 : null;
}

/** The first word of the next or of this or the one before paragraph. */
function paragraph(head: number, step: 1 | -1, words: Word[], text: string): number {
  const starts = words.map((word, k) => (k === 0 || text.slice((words[k - 1] as Word).end, word.start).includes("\n\n") ? k : -1)).filter((k) => k >= 0);
  if (step === 1) return starts.find((k) => k > head) ?? words.length - 1;
  return starts.findLast((k) => k < head) ?? 0;
}

/** The stretch of text that a pick covers. */
export function stretch(pick: Pick, words: Word[]): Word | null {
  const first = words[Math.min(pick.anchor, pick.head)];
  const last = words[Math.max(pick.anchor, pick.head)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The word at or after an offset. */
export function wordAt(words: Word[], offset: number): number {
  const found = words.findIndex((word) => word.end > offset);
  return found < 0 ? words.length - 1 : found;
}
