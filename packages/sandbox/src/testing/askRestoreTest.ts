import {
  environmentName,
  type EnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import {
  planEnvironment,
  renderRestoreTest,
} from '@plumbline/plugin-odoo-golden-path';
import type { Sandbox } from '../startSandbox';
import { BackupContainer } from './backupContainer';
import { commitFiles } from './commitFiles';
import { deployed } from './deployed';

/** Asks for a restore test of the newest point by a commit, as the portal does; answers where it runs. */
export async function askRestoreTest(
  sandbox: Sandbox,
  ref: EnvironmentRef,
  test: { id: string; nonce: string },
  seededAt: Date,
): Promise<{ cluster: Sandbox['clusters'][number]; namespace: string }> {
  const { platform, spec, release } = await deployed(ref, seededAt);
  const name = environmentName(ref);
  const container = BackupContainer.of(sandbox, spec.region, name);
  const [backup, { systemid }] = [...(await container.bases())].at(-1)!;
  const last = (await container.segments()).at(-1)!;
  const { placement } = planEnvironment({ ref, spec, platform });
  const files = renderRestoreTest({
    ref,
    spec,
    platform,
    release,
    placement,
    test: {
      ...test,
      point: {
        backup,
        timeline: 1,
        segment: last.name,
        at: last.at.toISOString(),
        systemId: systemid,
        lineage: 'odoo-db',
      },
    },
  });
  await commitFiles(
    sandbox.gitopsUrl,
    Object.fromEntries(files.map(({ path, content }) => [path, content])),
  );
  const cluster = sandbox.clusters.find(
    each => each.name === placement.cluster,
  )!;
  return { cluster, namespace: `restore-${name}` };
}
