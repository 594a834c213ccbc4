import { setTimeout as sleep } from 'node:timers/promises';
import { TestFailure } from '../failure';
import { Protocol } from '../result';

const POLL_MILLISECONDS = 1000;
const ANSWER_MILLISECONDS = 60_000;
const MAXIMUM_BODY_BYTES = 4 * 1024 * 1024;

const HEALTH_PATH = '/web/health';
/** Rendered through the registry, so that every installed module had to load. */
const LOGIN_PATH = '/web/login';

/** Waits until Odoo answers at all; what it answers is judged later. */
export async function waitForOdoo(
  url: string,
  seconds: number,
  stop: AbortSignal,
): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await ask(url, HEALTH_PATH, stop);
      return;
    } catch (error) {
      stop.throwIfAborted();
      if (Date.now() > until) {
        throw new TestFailure(
          `Odoo did not answer within ${seconds} s: ${reasonOf(error)}`,
        );
      }
    }
    await sleep(POLL_MILLISECONDS, undefined, { signal: stop });
  }
}

/** The pages by which a person would tell that Odoo is back. */
export async function checkOdoo(
  url: string,
  protocol: Protocol,
  stop: AbortSignal,
): Promise<void> {
  await protocol.check('web-health', () => checkPage(url, HEALTH_PATH, stop));
  await protocol.check('web-login', () => checkPage(url, LOGIN_PATH, stop));
}

/** @throws TestFailure for anything but 200, redirects included */
async function checkPage(
  url: string,
  path: string,
  stop: AbortSignal,
): Promise<string> {
  const started = performance.now();
  const { status, bytes } = await ask(url, path, stop);
  if (status !== 200) {
    throw new TestFailure(`${path} answered ${status} instead of 200`);
  }
  const milliseconds = Math.round(performance.now() - started);
  return `${path} answered 200 with ${bytes} bytes in ${milliseconds} ms`;
}

/** Redirects are answers: nothing is followed to another host. */
async function ask(url: string, path: string, stop: AbortSignal) {
  const response = await fetch(new URL(path, url), {
    redirect: 'manual',
    signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MILLISECONDS)]),
  });
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_BODY_BYTES) {
      throw new TestFailure(`${path} answers without end`);
    }
  }
  return { status: response.status, bytes };
}

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
