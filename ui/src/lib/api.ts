/** Calls to the server. Every trouble becomes an `ApiError` whose message can be shown as it is. */

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }
}

interface Options {
  signal?: AbortSignal | undefined;
  method?: string;
  body?: unknown;
  match?: string | undefined;
}

export async function call<T>(path: string, { signal, method = "GET", body, match }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (match !== undefined) headers["If-Match"] = match;
  let response: Response;
  try {
    response = await fetch(path, { method, headers, signal: signal ?? null, body: body === undefined ? null : JSON.stringify(body), credentials: "same-origin" });
  } catch (trouble) {
    if (aborted(trouble)) throw trouble;
    throw new ApiError(0, "The server does not answer. Is “dateline serve” still running?");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  throw new ApiError(response.status, said(answer) ?? `The server answered ${response.status} to ${path}.`, answer);
}

export function aborted(trouble: unknown): boolean {
  return trouble instanceof DOMException && trouble.name === "AbortError";
}

function said(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const { error, detail } = answer as { error?: unknown; detail?: unknown };
  if (typeof error === "string") return error;
  return typeof detail === "string" ? detail : null;
}

export function inWords(trouble: unknown): string {
  return trouble instanceof Error ? trouble.message : String(trouble);
}

/** `/api/x?filter&more`. */
export function withQuery(path: string, query: URLSearchParams, more: Record<string, string> = {}): string {
  const all = new URLSearchParams(query);
  for (const [key, value] of Object.entries(more)) all.set(key, value);
  const text = all.toString();
  return text === "" ? path : `${path}?${text}`;
}
