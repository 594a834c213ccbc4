import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Acknowledge,
  Acknowledgement,
  ProbeId,
  verdictAt,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ObservationRow, VerdictRow } from '../readModel/tables';
import { OBSERVATION_COLUMNS, toObservation } from '../readModel/toObservation';
import { MeantState, isWell, stateOfProbe, stateOfVerdict } from './stateOf';
import { AcknowledgementRow } from './tables';

/** What people said about the state of environments; it changes no verdict. */
export class AcknowledgementStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Takes the place of what was said before about the same. Fails with NotFoundError, and with ConflictError
   * when somebody acknowledges what is well.
   */
  async add(
    environment: string,
    { kind, probe, reason, until }: Acknowledge,
    { by, now }: { by: string; now: Date },
  ): Promise<Acknowledgement> {
    return this.#knex.transaction(async trx => {
      const state = await readState(trx, environment, probe, now);
      if (kind === 'acknowledge' && isWell(state)) {
        throw new ConflictError(
          `${probe ?? environment} is well: there is nothing to acknowledge`,
        );
      }
      const row: AcknowledgementRow = {
        id: randomUUID(),
        environment,
        kind,
        probe: probe ?? null,
        reason,
        by_ref: by,
        at: now.toISOString(),
        until: new Date(until).toISOString(),
        ...state,
      };
      await trx<AcknowledgementRow>('acknowledgements')
        .where({ environment, kind, probe: row.probe })
        .delete();
      await trx<AcknowledgementRow>('acknowledgements').insert(row);
      return toAcknowledgement(row);
    });
  }

  /** Fails with NotFoundError. */
  async withdraw(environment: string, id: string, now: Date): Promise<void> {
    const deleted = await this.#knex<AcknowledgementRow>('acknowledgements')
      .where({ environment, id })
      .where('until', '>', now.toISOString())
      .delete();
    if (deleted === 0) {
      throw new NotFoundError(`${environment} has no acknowledgement ${id}`);
    }
  }

  /** Those that hold now, by environment; one statement, whatever the number. */
  async of(
    environments: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, Acknowledgement[]>> {
    const rows = await this.#knex<AcknowledgementRow>('acknowledgements')
      .whereIn('environment', [...environments])
      .where('until', '>', now.toISOString())
      .orderBy('at');
    const byEnvironment = new Map<string, Acknowledgement[]>();
    for (const row of rows) {
      const list = byEnvironment.get(row.environment) ?? [];
      list.push(toAcknowledgement(row));
      byEnvironment.set(row.environment, list);
    }
    return byEnvironment;
  }

  async forgetExpired(now: Date): Promise<void> {
    await this.#knex<AcknowledgementRow>('acknowledgements')
      .where('until', '<=', now.toISOString())
      .delete();
  }
}

/** Under the lock of the verdict: who judges it meanwhile ends what is not meant any more. */
async function readState(
  trx: Knex.Transaction,
  environment: string,
  probe: ProbeId | undefined,
  now: Date,
): Promise<MeantState> {
  const verdict = await trx<VerdictRow>('verdicts')
    .where({ environment })
    .forUpdate()
    .first('document', 'reassess_at');
  if (!verdict)
    throw new NotFoundError(`There is no environment ${environment}`);
  if (!probe) {
    const stored = JSON.parse(verdict.document);
    const expiresAt = verdict.reassess_at ?? undefined;
    const { status } = verdictAt({ ...stored, expiresAt }, now);
    return stateOfVerdict({ status, decidedBy: stored.decidedBy });
  }
  const rows = await trx<ObservationRow>('observations')
    .where({ environment, probe })
    .select(...OBSERVATION_COLUMNS);
  return stateOfProbe(probe, rows.map(toObservation), now);
}

function toAcknowledgement(row: AcknowledgementRow): Acknowledgement {
  return {
    id: row.id,
    kind: row.kind as Acknowledgement['kind'],
    probe: (row.probe ?? undefined) as ProbeId | undefined,
    reason: row.reason,
    by: row.by_ref,
    at: row.at,
    until: row.until,
  };
}
