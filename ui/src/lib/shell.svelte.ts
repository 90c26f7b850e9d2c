/** What every view shares: what the server says about itself, the light, and the voice for screen readers. */

import { call, inWords } from "./api";
import type { About } from "./types";

export type Theme = "system" | "light" | "dark";

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

class Shell {
  about = $state.raw<About | null>(null);
  trouble = $state<string | null>(null);
  spoken = $state("");
  /** Set when something was judged, so that lists kept from before are asked for anew. */
  judged = false;
  theme = $state<Theme>(themeOf(stored("dateline.theme")));
  /** Single-letter keys can be switched off: they get in the way of some speech input (WCAG 2.1.4). */
  keys = $state(stored("dateline.keys") !== "off");

  async load(): Promise<void> {
    try {
      this.about = await call<About>("/api/about");
      this.trouble = null;
    } catch (trouble) {
      this.trouble = inWords(trouble);
    }
  }

  get mayReview(): boolean {
    return this.about !== null && this.about.role !== "viewer";
  }

  say(words: string): void {
    this.spoken = this.spoken === words ? `${words}\u00a0` : words;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep("dateline.theme", theme === "system" ? null : theme);
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  setKeys(on: boolean): void {
    this.keys = on;
    keep("dateline.keys", on ? null : "off");
  }
}

function themeOf(value: string | null): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

export const shell = new Shell();

export function gloss(list: { code: string; gloss?: string }[] | undefined, code: string | null): string {
  return list?.find((entry) => entry.code === code)?.gloss ?? "";
}
