/** The address as state: the page shows what the URL says, and every change of view is a change of URL. */

import { readFilter, writeFilter, type Filter } from "./filter";

export type Route =
  | { name: "explorer" }
  | { name: "report"; id: string }
  | { name: "happening"; id: string }
  | { name: "history" }
  | { name: "about" }
  | { name: "lost" };

export function match(path: string): Route {
  const decode = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };
  if (path === "/" || path === "") return { name: "explorer" };
  if (path === "/history" || path === "/about") return { name: path.slice(1) as "history" | "about" };
  const found = /^\/(report|happening)\/(.+)$/.exec(path);
  return found ? { name: found[1] as "report" | "happening", id: decode(found[2] as string) } : { name: "lost" };
}

class Address {
  path = $state(location.pathname);
  search = $state(location.search);
  query = $derived(new URLSearchParams(this.search));
  route = $derived(match(this.path));
  /** Whether the browser's own back or forward led here. */
  back = false;

  constructor() {
    history.scrollRestoration = "manual";
    addEventListener("popstate", () => {
      this.back = true;
      this.read();
    });
  }

  private read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }

  /** Goes to an address of this page; `replace` leaves no entry to go back to. */
  go(href: string, { replace = false } = {}): void {
    const target = new URL(href, location.href);
    const here = target.pathname === location.pathname && target.search === location.search;
    if (here) return;
    const moved = target.pathname !== location.pathname;
    this.back = false;
    history[replace ? "replaceState" : "pushState"](null, "", target.pathname + target.search);
    this.read();
    if (moved && !replace) scrollTo(0, 0);
  }

  /** The same path with some query values changed; null takes one away. */
  set(changes: Record<string, string | null>, options = { replace: true }): void {
    const query = new URLSearchParams(this.search);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === "") query.delete(key);
      else query.set(key, value);
    }
    this.go(this.path + suffix(query), options);
  }
}

export const address = new Address();

export function suffix(query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** What the explorer shows beside its filter. */
export interface View {
  filter: Filter;
  of: "happenings" | "events";
  sort: string;
}

export const SORTS: Record<string, string> = {
  "-date": "newest first",
  date: "oldest first",
  "-confidence": "surest first",
  "-reports": "most reported first",
};

export function readView(query: URLSearchParams): View {
  const sort = query.get("sort") ?? "-date";
  return { filter: readFilter(query), of: query.get("of") === "events" ? "events" : "happenings", sort: sort in SORTS ? sort : "-date" };
}

export function writeView({ filter, of, sort }: View): URLSearchParams {
  const query = writeFilter(filter);
  if (of !== "happenings") query.set("of", of);
  if (sort !== "-date") query.set("sort", sort);
  return query;
}

export const reportHref = (id: string, event?: string | null, field?: string | null): string => {
  const query = new URLSearchParams();
  if (event) query.set("event", event);
  if (field) query.set("field", field);
  return `/report/${encodeURIComponent(id)}${suffix(query)}`;
};

export const happeningHref = (id: string): string => `/happening/${encodeURIComponent(id)}`;

/** Turns clicks on links within the page into moves of the address; modified clicks and other targets stay the browser's. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  if (match(link.pathname).name === "lost") return;
  event.preventDefault();
  address.go(link.href);
}
