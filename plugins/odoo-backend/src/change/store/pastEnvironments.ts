import { Knex } from 'knex';
import { whereReadable } from '../../readModel';
import { PastEnvironments } from '../../routes/readableEnvironment';

/** Environments that were decommissioned, read from the changes that did it. */
export function pastEnvironments(knex: Knex): PastEnvironments {
  return {
    async isReadable(ref, readable) {
      const decommissions = whereReadable(knex('changes as c'), readable, 'c');
      const found = await decommissions
        .where({
          'c.environment': ref,
          'c.kind': 'decommission',
          'c.state': 'done',
        })
        .first('c.id');
      return found !== undefined;
    },
  };
}
