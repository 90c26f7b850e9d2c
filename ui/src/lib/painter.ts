/** Draws spans over text nodes with the CSS Custom Highlight API, leaving the document as it is. */

export const canHighlight = typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";

export interface Stretch {
  start: number;
  end: number;
}

interface Held extends Stretch {
  node: Text;
}

/** Later names lie over earlier ones. */
const ORDER = ["faint", "about", "whether", "says", "many", "when", "where", "whom", "who", "what", "focus", "pick"];

/** Ranges of `stretch` over the blocks that hold it; offsets count UTF-16 units of the whole text. */
export class Painter {
  private held: Held[] = [];

  /** `elements` each hold one text node with the text from `start`. */
  hold(elements: Iterable<{ element: Element; start: number }>): void {
    this.held = [];
    for (const { element, start } of elements) {
      const node = [...element.childNodes].find((child): child is Text => child instanceof Text && child.length > 0);
      if (node) this.held.push({ node, start, end: start + node.length });
    }
    this.held.sort((a, b) => a.start - b.start);
  }

  ranges({ start, end }: Stretch): Range[] {
    const found: Range[] = [];
    for (const block of this.held) {
      if (block.end <= start) continue;
      if (block.start >= end) break;
      const range = document.createRange();
      range.setStart(block.node, Math.max(0, start - block.start));
      range.setEnd(block.node, Math.min(block.node.length, end - block.start));
      found.push(range);
    }
    return found;
  }

  paint(layers: Map<string, Stretch[]>): void {
    if (!canHighlight) return;
    ORDER.forEach((name, priority) => {
      const ranges = (layers.get(name) ?? []).flatMap((stretch) => this.ranges(stretch));
      if (ranges.length === 0) {
        CSS.highlights.delete(`dl-${name}`);
        return;
      }
      const highlight = new Highlight(...ranges);
      highlight.priority = priority;
      CSS.highlights.set(`dl-${name}`, highlight);
    });
  }

  clear(): void {
    if (canHighlight) for (const name of ORDER) CSS.highlights.delete(`dl-${name}`);
  }

  /** Offset in the whole text of a place in the document; null outside the text. */
  offset(node: Node, within: number): number | null {
    const block = this.held.find((held) => held.node === node || held.node.parentNode === node);
    if (!block) return null;
    return block.node === node ? block.start + within : within === 0 ? block.start : block.end;
  }

  offsetAt(x: number, y: number): number | null {
    const caret = document.caretPositionFromPoint?.(x, y);
    return caret ? this.offset(caret.offsetNode, caret.offset) : null;
  }
}
