import { ProbeId } from '@plumbline/plugin-odoo-common';
import { EventsService } from '@backstage/plugin-events-node';
import { Knex } from 'knex';
import { Signals } from '../notify';
import { assessEnvironments } from './assessEnvironments';
import { refsToReassess, refsWithoutEvidence } from './refsToReassess';
import { RiskSources } from './RiskSources';
import { batches } from './tables';

/** Topic of the event that a verdict changed; its payload is `{ environments: string[] }`, references only. */
export const VERDICT_TOPIC = 'odoo.verdict';

/** Keeps the verdicts in step with the observations and with time, and tells the other plugins. */
export class Assessor {
  readonly #knex: Knex;
  readonly #events: EventsService;
  readonly #claimed: ReadonlyMap<ProbeId, string>;
  readonly #risks: RiskSources;
  readonly #signals: Pick<Signals, 'tell'>;

  constructor(options: {
    knex: Knex;
    events: EventsService;
    /** Probes that some configured collector tells, with its id. */
    claimed: ReadonlyMap<ProbeId, string>;
    risks: RiskSources;
    signals: Pick<Signals, 'tell'>;
  }) {
    this.#knex = options.knex;
    this.#events = options.events;
    this.#claimed = options.claimed;
    this.#risks = options.risks;
    this.#signals = options.signals;
  }

  async assess(refs: readonly string[], now: Date): Promise<void> {
    const changed = await assessEnvironments(this.#knex, refs, {
      claimed: this.#claimed,
      risks: this.#risks,
      now,
    });
    if (changed.length) this.#signals.tell('verdicts');
    for (const environments of batches(changed)) {
      await this.#events.publish({
        topic: VERDICT_TOPIC,
        eventPayload: { environments },
      });
    }
  }

  /** Judges those of which something else is said than before, and all whose evidence had expired. */
  async assessNews(changed: readonly string[], now: Date): Promise<void> {
    const grey = await refsWithoutEvidence(this.#knex, now);
    await this.assess([...new Set([...changed, ...grey])], now);
  }

  /** Judges again what has outlived its evidence, also when no collector runs any more. */
  async assessDue(now: Date): Promise<void> {
    await this.assess(await refsToReassess(this.#knex, now), now);
  }
}
