import { ServiceUnavailableError, isError } from '@backstage/errors';
import { readBounded } from '@plumbline/plugin-odoo-node';
import { z } from 'zod';
import { Sample, answerSchema } from './answer';

const TIMEOUT_MS = 20_000;
const MAX_REASON_LENGTH = 300;

const printable = (text: string) =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, MAX_REASON_LENGTH);

/** Prometheus answered, and does not let the portal in. */
export class KeptOutError extends Error {
  override readonly name = 'KeptOutError';
}

export interface PrometheusClientOptions {
  url: URL;
  bearerToken?: string;
  signal: AbortSignal;
}

/** Asks one Prometheus, or whatever speaks its API. */
export class PrometheusClient {
  calls = 0;

  constructor(private readonly options: PrometheusClientOptions) {}

  /**
   * Evaluates a query at a moment. Fails whenever the answer is not whole: an answer with warnings is none.
   * @throws KeptOutError, ServiceUnavailableError
   */
  async query(query: string, at: Date): Promise<Sample[]> {
    const { response, text } = await this.#send(query, at);
    if (response.status === 401 || response.status === 403) {
      throw new KeptOutError(
        `Prometheus does not let the portal in (${response.status})`,
      );
    }
    const { success, data: answer, error } = answerSchema.safeParse(json(text));
    if (success && answer.status === 'error') {
      const { errorType, error: reason } = answer;
      throw refused(response.status, `${errorType}: ${reason}`);
    }
    if (!response.ok) throw refused(response.status);
    if (!success) {
      const problem = z.prettifyError(error).slice(0, MAX_REASON_LENGTH);
      throw new ServiceUnavailableError(
        `Prometheus answered what cannot be understood: ${problem}`,
      );
    }
    const { warnings = [], data } = answer as Extract<
      typeof answer,
      { status: 'success' }
    >;
    if (warnings.length > 0) {
      throw new ServiceUnavailableError(
        `Prometheus may have left something out: ${printable(warnings[0])}`,
      );
    }
    return data.result.map(({ metric, value: [, value] }) => ({
      labels: metric,
      value: numberOf(value),
    }));
  }

  async #send(query: string, at: Date) {
    const { url, bearerToken, signal } = this.options;
    this.calls += 1;
    try {
      const response = await fetch(
        new URL(`${url.pathname.replace(/\/$/, '')}/api/v1/query`, url),
        {
          method: 'POST',
          headers: {
            accept: 'application/json',
            'user-agent': 'plumbline',
            ...(bearerToken && { authorization: `Bearer ${bearerToken}` }),
          },
          body: new URLSearchParams({ query, time: at.toISOString() }),
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        },
      );
      return { response, text: await readBounded(response) };
    } catch (error) {
      if (error instanceof RangeError) {
        throw new ServiceUnavailableError(
          'The answer of Prometheus is too long: more than 8 MiB',
        );
      }
      // Only the kind of failure: the cause may repeat the request.
      const kind = isError(error) ? error.name : 'unknown error';
      throw new ServiceUnavailableError(
        `Prometheus cannot be reached (${kind})`,
      );
    }
  }
}

function refused(status: number, reason?: string): Error {
  return new ServiceUnavailableError(
    `Prometheus answers with ${status}${
      reason ? `: ${printable(reason)}` : ''
    }`,
  );
}

/** `NaN`, `+Inf` and `-Inf` beside numbers. */
function numberOf(text: string): number {
  const infinity = /^([+-]?)Inf$/.exec(text);
  if (!infinity) return Number(text);
  return infinity[1] === '-' ? -Infinity : Infinity;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema does not take it.
    return undefined;
  }
}
