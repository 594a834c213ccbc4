import { toError } from '@backstage/errors';
import {
  EnvironmentRef,
  RecoveryFact,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { CollectedRecoveryFact, Collection } from '@plumbline/plugin-odoo-node';

/**
 * What a run brings in. What cannot be read is a problem of that environment alone and no fact, so that the last
 * one ages; whatever goes wrong with one environment, the others are read.
 */
export class Harvest {
  readonly facts: CollectedRecoveryFact[] = [];
  readonly #problems: Collection['problems'] = [];
  readonly #late = new Set<string>();

  /** @param signal - ends the reading; what came in until then counts. */
  constructor(private readonly signal: AbortSignal) {}

  async gather(
    { tenant, stage }: EnvironmentRef,
    read: () => Promise<RecoveryFact>,
  ): Promise<void> {
    const subject = formatEnvironmentRef({ tenant, stage });
    if (this.signal.aborted) {
      this.#late.add(subject);
      return;
    }
    try {
      const fact = await read();
      this.facts.push({ environment: { tenant, stage }, fact });
    } catch (error) {
      if (this.signal.aborted) this.#late.add(subject);
      else this.report(subject, toError(error).message);
    }
  }

  report(subject: string, message: string): void {
    // One cause often shows in every question about an environment.
    const said = this.#problems.some(
      problem => problem.subject === subject && problem.message === message,
    );
    if (!said) this.#problems.push({ subject, message });
  }

  get problems(): Collection['problems'] {
    if (this.#late.size === 0) return this.#problems;
    const [subject] = this.#late;
    const others = this.#late.size - 1;
    const message = `not read within the time of the run${
      others ? `, nor ${others} others` : ''
    }: they come first in the next one`;
    return [...this.#problems, { subject, message }];
  }
}
