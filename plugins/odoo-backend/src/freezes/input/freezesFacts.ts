import { Platform } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { RegistrySnapshot } from '../../registry';
import { ComingEnvironment, comingEnvironments } from './comingEnvironments';
import { noteRenewed, outdatedTenants } from './outdatedTenants';
import { passingEnvironments } from '../passes/passesUntil';
import { noteUnread, unreadTenants } from './unreadTenants';

/** What the files of clusters follow from beside the calendars, as `freezesInput` says. */
export interface FreezesFacts {
  passing: ReadonlyMap<string, number>;
  coming: readonly ComingEnvironment[];
  readable: ReadonlyMap<string, number>;
}

/** The same for whoever renders them; notes who could not be read, so that since when they can be is known. */
export async function freezesFacts(
  knex: Knex,
  snapshot: RegistrySnapshot,
  options: {
    platform: Platform;
    repository: Pick<GitOpsRepository, 'read'>;
    now: Date;
  },
): Promise<FreezesFacts> {
  const { platform, now } = options;
  return {
    passing: await passingEnvironments(knex, {
      now,
      platform,
      releases: snapshot.releases,
    }),
    coming: await comingEnvironments(knex, platform),
    readable: await noteRenewed(
      knex,
      await outdatedTenants(snapshot, options),
      await noteUnread(knex, unreadTenants(snapshot, now), now),
      now,
    ),
  };
}
