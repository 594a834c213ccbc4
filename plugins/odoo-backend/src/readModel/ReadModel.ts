import {
  Choices,
  DailyHealth,
  EnvironmentDetail,
  EnvironmentQuery,
  HistoryQuery,
  IncidentQuery,
  ProbeId,
  Release,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentResource } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { dailyHistory } from '../history';
import { IncidentPage, IncidentPosition, listIncidents } from '../incidents';
import { ReadableEnvironments, whereReadable } from './environmentFilters';
import {
  EnvironmentPage,
  EnvironmentPosition,
  listEnvironments,
} from './listEnvironments';
import { listReleases } from './listReleases';
import { listTenants } from './listTenants';
import {
  TransitionPage,
  TransitionPosition,
  listTransitions,
} from './listTransitions';
import { readEnvironment } from './readEnvironment';
import { readResources } from './readResources';
import { EnvironmentRow } from './tables';

/** What the pages read: nothing here reaches a cluster or the repository. */
export class ReadModel {
  readonly #knex: Knex;
  readonly #claimed: ReadonlyMap<ProbeId, string>;
  readonly #runbookUrl: string;

  constructor(options: {
    knex: Knex;
    /** Probes that some configured collector tells, with its id. */
    claimed: ReadonlyMap<ProbeId, string>;
    /** `{probe}` becomes the id of a probe, with dashes for dots. */
    runbookUrl: string;
  }) {
    this.#knex = options.knex;
    this.#claimed = options.claimed;
    this.#runbookUrl = options.runbookUrl;
  }

  environments(
    query: EnvironmentQuery,
    options: {
      readable: ReadableEnvironments;
      after?: EnvironmentPosition;
      now: Date;
    },
  ): Promise<EnvironmentPage> {
    return listEnvironments(this.#knex, query, options);
  }

  environment(ref: string, now: Date): Promise<EnvironmentDetail | undefined> {
    return readEnvironment(this.#knex, ref, {
      claimed: this.#claimed,
      runbookUrl: this.#runbookUrl,
      now,
    });
  }

  async exists(ref: string): Promise<boolean> {
    const row = await this.#knex<EnvironmentRow>('environments')
      .where({ ref })
      .first('ref');
    return row !== undefined;
  }

  transitions(
    ref: string,
    query: HistoryQuery,
    after?: TransitionPosition,
  ): Promise<TransitionPage> {
    return listTransitions(this.#knex, ref, query, after);
  }

  incidents(
    query: IncidentQuery,
    options: {
      readable: ReadableEnvironments;
      after?: IncidentPosition;
      now: Date;
    },
  ): Promise<IncidentPage> {
    return listIncidents(this.#knex, query, options);
  }

  /** @param days - both inclusive */
  days(
    ref: string,
    days: { from: string; to: string },
    now: Date,
  ): Promise<DailyHealth[]> {
    return dailyHistory(this.#knex, ref, days, now);
  }

  /** `<tenant>/<stage>` of every environment that may be read. */
  refs(readable: ReadableEnvironments): Promise<string[]> {
    return whereReadable(this.#knex('environments as e'), readable).pluck(
      'e.ref',
    );
  }

  tenants(readable: ReadableEnvironments): Promise<Choices['tenants']> {
    return listTenants(this.#knex, readable);
  }

  releases(): Promise<Release[]> {
    return listReleases(this.#knex);
  }

  resources(
    refs: readonly string[],
  ): Promise<(EnvironmentResource | undefined)[]> {
    return readResources(this.#knex, refs);
  }
}
