import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { StatusError } from '../statusError';
import type { ApiResponse, RawRequest } from './apiRequest';

/** What goes wrong with a request, on purpose. Several parts may be combined. */
export interface Fault {
  /** Milliseconds to wait before anything else happens. */
  delay?: number;
  /** Close the connection without an answer. */
  drop?: boolean;
  /** Never answer: the client waits for as long as it likes. */
  hang?: boolean;
  /** Answer this instead of the truth. */
  status?: { code: number; reason: string; headers?: Record<string, string> };
  /** Send only so many bytes of the answer, then close the connection. */
  truncateAfter?: number;
  /** Hand out lists in pages of at most so many objects, whatever the client asks for. */
  pageSize?: number;
  /** Add to the answer, or replace there. */
  headers?: Record<string, string>;
  /** Changes the text of the answer; that of a watch or of a log stays as it is. */
  rewrite?(body: string): string;
}

/**
 * Lets a fault happen before the request is served. True when the request ends here.
 */
export async function sufferFault(
  fault: Fault,
  response: ServerResponse,
): Promise<boolean> {
  if (fault.delay) await sleep(fault.delay);
  if (fault.drop) {
    response.destroy();
    return true;
  }
  if (fault.hang) return true;
  if (fault.status) {
    const { code, reason, headers } = fault.status;
    const failure = new StatusError(code, reason, `injected fault: ${reason}`);
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(failure.toStatus()));
    return true;
  }
  return false;
}

/** The request that is served instead of one that suffers. */
export function sufferedRequest(
  request: RawRequest,
  { pageSize }: Fault,
): RawRequest {
  const query = new URLSearchParams(request.query);
  if (pageSize === undefined || query.get('watch')) return request;
  const asked = Number(query.get('limit') ?? 0) || pageSize;
  query.set('limit', String(Math.min(asked, pageSize)));
  // The watch cache would answer whole.
  query.delete('resourceVersion');
  return { ...request, query };
}

/** The answer that is sent instead of the true one. */
export function sufferedAnswer(
  answer: ApiResponse,
  { rewrite }: Fault,
): ApiResponse {
  if (!rewrite || 'stream' in answer) return answer;
  return { ...answer, body: rewrite(answer.body) };
}

/** Makes the response break off after a number of bytes. */
export function truncateResponse(response: ServerResponse, after: number) {
  const write = response.write.bind(response);
  let left = after;
  const cut = (chunk: unknown): boolean => {
    const bytes = Buffer.isBuffer(chunk)
      ? chunk
      : Buffer.from(String(chunk ?? ''));
    write(bytes.subarray(0, left), () => {
      if (bytes.length >= left) response.destroy();
      left -= bytes.length;
    });
    return true;
  };
  response.write = cut;
  response.end = (chunk?: unknown) => {
    cut(chunk);
    return response;
  };
}
