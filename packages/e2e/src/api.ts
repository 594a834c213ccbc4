import assert from 'node:assert/strict';
import { Portal } from './portal';

const PAUSE_MS = 1000;

/** The portal's HTTP API as a persona, as a script uses it. */
export const apiOf =
  (portal: () => Portal) =>
  async <T>(
    persona: string,
    path: string,
    body?: Record<string, unknown>,
  ): Promise<T> => {
    const { url, token } = portal();
    const response = await fetch(`${url}/api/odoo${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${await token(persona)}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };

/** Asks until the answer fits, and answers it. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  look: () => Promise<T>,
  fits: (found: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (fits(found)) return found;
    assert.ok(
      Date.now() < deadline,
      `${what}: still ${JSON.stringify(found).slice(0, 2000)}`,
    );
    await new Promise(done => setTimeout(done, PAUSE_MS));
  }
}
