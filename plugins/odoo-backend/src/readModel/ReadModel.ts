import {
  Choices,
  EnvironmentDetail,
  EnvironmentQuery,
  HistoryQuery,
  ProbeId,
  Release,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentResource } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { ReadableEnvironments } from './environmentFilters';
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

/** What the pages read: nothing here reaches a cluster or the repository. */
export class ReadModel {
  readonly #knex: Knex;
  readonly #claimed: ReadonlySet<ProbeId>;

  /** @param options - `claimed`: probes that some configured collector tells */
  constructor(options: { knex: Knex; claimed: ReadonlySet<ProbeId> }) {
    this.#knex = options.knex;
    this.#claimed = options.claimed;
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
    return readEnvironment(this.#knex, ref, { claimed: this.#claimed, now });
  }

  transitions(
    ref: string,
    query: HistoryQuery,
    after?: TransitionPosition,
  ): Promise<TransitionPage> {
    return listTransitions(this.#knex, ref, query, after);
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
