/** The HTTP API as a function: JSON in, JSON out, every failure a `ProblemError` with a stable code. */
import type { Problem } from "./messages";

/** What went wrong; `code` is the server's own, or "offline" when no answer came. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(problem: Pick<Problem, "code" | "status" | "detail">) {
    super(problem.detail);
    this.name = "ProblemError";
    this.code = problem.code;
    this.status = problem.status;
  }

  /** Whether the same request may succeed later without anybody's doing. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export interface HttpRequest {
  method?: "GET" | "POST";
  body?: unknown;
  /** An ID token or a citizen's credential, sent as `Authorization: Bearer`. */
  bearer?: string | null;
  idempotencyKey?: string;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
  timeoutSeconds?: number;
}

export type Http = <Answer>(path: string, request?: HttpRequest) => Promise<Answer>;

/** Makes the client for one API root, for example "/api". */
export function makeHttp(root: string, fetcher: typeof fetch = (...args) => fetch(...args)): Http {
  return async <Answer>(path: string, request: HttpRequest = {}) => {
    const response = await ask(fetcher, root + path, request);
    if (!response.ok) throw await readProblem(response);
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  };
}

async function ask(fetcher: typeof fetch, url: string, request: HttpRequest): Promise<Response> {
  try {
    return await fetcher(url, {
      method: request.method ?? "GET",
      headers: headersOf(request),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      keepalive: request.keepalive ?? false,
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout((request.timeoutSeconds ?? 15) * 1000),
    });
  } catch (cause) {
    throw new ProblemError({ code: "offline", status: 0, detail: String(cause) });
  }
}

function headersOf(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (request.body !== undefined) headers["Content-Type"] = "application/json";
  if (request.bearer) headers.Authorization = `Bearer ${request.bearer}`;
  if (request.idempotencyKey) headers["Idempotency-Key"] = request.idempotencyKey;
  return headers;
}

async function readProblem(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new ProblemError({ ...body, status: response.status });
  return new ProblemError({ code: codeOf(response.status), status: response.status, detail: response.statusText });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}

/** Authorizers and the firewall answer before our code does, without a code of ours. */
function codeOf(status: number): string {
  if (status === 401 || status === 403) return "not-signed-in";
  if (status === 429) return "too-many-requests";
  return "internal-error";
}
