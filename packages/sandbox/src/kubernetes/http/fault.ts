import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { StatusError } from '../statusError';

/** What goes wrong with a request, on purpose. Several parts may be combined. */
export interface Fault {
  /** Milliseconds to wait before anything else happens. */
  delay?: number;
  /** Close the connection without an answer. */
  drop?: boolean;
  /** Answer this instead of the truth. */
  status?: { code: number; reason: string; headers?: Record<string, string> };
  /** Send only so many bytes of the answer, then close the connection. */
  truncateAfter?: number;
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

/** Makes the response break off after a number of bytes. */
export function truncateResponse(response: ServerResponse, after: number) {
  const write = response.write.bind(response);
  let left = after;
  const cut = (chunk: unknown): boolean => {
    const bytes = Buffer.from(String(chunk ?? ''));
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
