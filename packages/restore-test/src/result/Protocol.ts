import {
  RESTORE_TEST_CHECKS,
  RESTORE_TEST_PHASES,
  RestoreTestResult,
} from '@plumbline/plugin-odoo-common';
import { failureText } from '../failure';

type PhaseName = (typeof RESTORE_TEST_PHASES)[number];
type CheckName = (typeof RESTORE_TEST_CHECKS)[number];

const MAXIMUM_SUMMARY = 500;

/** What happened, while it happens. */
export class Protocol {
  readonly phases: RestoreTestResult['phases'] = [];
  readonly checks: RestoreTestResult['checks'] = [];
  recovered: RestoreTestResult['recovered'] = null;
  sizeBytes = 0;
  readonly #say: (line: string) => void;
  readonly #stop: AbortSignal;

  constructor(say: (line: string) => void, stop: AbortSignal) {
    this.#say = say;
    this.#stop = stop;
  }

  /** Times a phase; ends it at once when the test is stopped. */
  async phase<T>(name: PhaseName, work: () => Promise<T>): Promise<T> {
    this.#say(`${name}: started`);
    const started = performance.now();
    const end = (outcome: 'passed' | 'failed') => {
      const seconds = Math.round(performance.now() - started) / 1000;
      this.phases.push({ name, seconds, outcome });
      this.#say(`${name}: ${outcome} after ${seconds} s`);
    };
    try {
      const result = await Promise.race([work(), stopped(this.#stop)]);
      end('passed');
      return result;
    } catch (error) {
      end('failed');
      throw error;
    }
  }

  /** Records what a check found, or why it failed. */
  async check(id: CheckName, work: () => Promise<string>): Promise<void> {
    const record = (outcome: 'passed' | 'failed', summary: string) =>
      this.checks.push({
        id,
        outcome,
        summary: summary.slice(0, MAXIMUM_SUMMARY),
      });
    try {
      record('passed', await work());
    } catch (error) {
      record('failed', failureText(error));
      throw error;
    }
  }
}

/** Fails when the test is stopped, and never ends otherwise. */
async function stopped(stop: AbortSignal): Promise<never> {
  stop.throwIfAborted();
  return new Promise((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
}
