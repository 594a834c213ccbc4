import { BackendFeature } from '@backstage/backend-plugin-api';
import { GitRemote } from './GitRemote';
import { testDatabases } from './databases';
import { releaseFiles } from './documents';
import { createPeople } from './people';
import { Odoo, startOdoo } from './startOdoo';
import { useClock } from './useClock';

export interface PortalAt {
  odoo: Odoo;
  /** Ends the portal and gives the clock back. */
  stop(): Promise<void>;
}

/**
 * A portal that has read a repository with the tests' release and these files, on SQLite, while the clock shows the
 * moment.
 */
export async function portalAt(
  moment: string,
  {
    databases,
    files,
    features = [],
  }: {
    databases: ReturnType<typeof testDatabases>;
    files: Record<string, string>;
    features?: BackendFeature[];
  },
): Promise<PortalAt> {
  useClock(moment);
  const remote = new GitRemote();
  remote.push({ ...releaseFiles, ...files });
  const odoo = await startOdoo({
    knex: await databases.init('SQLITE_3'),
    url: remote.url,
    features: [createPeople().feature, ...features],
  });
  await odoo.run('registry:refresh');
  return {
    odoo,
    async stop() {
      await odoo.stop();
      remote.remove();
      jest.useRealTimers();
    },
  };
}
