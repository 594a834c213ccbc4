import { VerdictStatus } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { Notice } from './OpenIncident';

/** Row as `migrations/20261125_observe.js` defines it. */
interface NoticeRow {
  incident: string;
  status: string | null;
  recipients: string;
  environments: string;
  statuses: string;
  claimed_until: string | null;
}

const NOTHING = { recipients: [], environments: [], statuses: {} };

/** For as long nobody else tells what a killed replica was about to tell. */
const CLAIM_MS = 60_000;

/** What people were told, and who is about to tell them more. */
export class NoticeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<Notice[]> {
    const rows = await this.#table().orderBy('incident').select();
    return rows.map(row => ({
      incident: row.incident,
      status: (row.status ?? undefined) as VerdictStatus | undefined,
      recipients: JSON.parse(row.recipients),
      environments: JSON.parse(row.environments),
      statuses: JSON.parse(row.statuses),
    }));
  }

  /** False: another replica tells of it, or has told meanwhile. */
  async claim(
    incident: string,
    before: Notice | undefined,
    now: Date,
  ): Promise<boolean> {
    await this.#table()
      .insert({ incident, ...toColumns(NOTHING) })
      .onConflict('incident')
      .ignore();
    const expected = toColumns(before ?? NOTHING);
    const claimed = await this.#table()
      .where({ incident, ...expected })
      .where(free =>
        free
          .whereNull('claimed_until')
          .orWhere('claimed_until', '<=', now.toISOString()),
      )
      .update({
        claimed_until: new Date(now.getTime() + CLAIM_MS).toISOString(),
      });
    return claimed === 1;
  }

  async told({ incident, ...notice }: Notice): Promise<void> {
    await this.#table()
      .where({ incident })
      .update({ ...toColumns(notice), claimed_until: null });
  }

  async over(incident: string): Promise<void> {
    await this.#table().where({ incident }).delete();
  }

  #table() {
    return this.#knex<NoticeRow>('incident_notices');
  }
}

function toColumns({
  status,
  recipients,
  environments,
  statuses,
}: Omit<Notice, 'incident'>) {
  return {
    status: status ?? null,
    recipients: JSON.stringify(recipients),
    environments: JSON.stringify(environments),
    statuses: JSON.stringify(statuses),
  };
}
