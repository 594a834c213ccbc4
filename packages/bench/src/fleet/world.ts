import { PlatformInput } from '@plumbline/plugin-odoo-common';
import {
  platformInputOf,
  releaseOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';

const STAGES = ['dev', 'qa', 'staging', 'production'] as const;
/** Newer ones have not reached the later stages. */
const RELEASES: Record<(typeof STAGES)[number], string> = {
  dev: '18.0-2026.11.2',
  qa: '18.0-2026.11.2',
  staging: '18.0-2026.11.1',
  production: '18.0-2026.10.1',
};
const REGIONS = ['northeurope', 'westeurope'];

export interface FleetSize {
  environments: number;
  clusters: number;
}

export const clusterName = (index: number) => `bench-${index + 1}`;

/** Clusters by turns in two regions. */
export function platformFor({ clusters }: FleetSize): PlatformInput {
  return platformInputOf({
    clusters: Array.from({ length: clusters }, (_, index) => ({
      name: clusterName(index),
      region: REGIONS[index % REGIONS.length],
      capacity: { cpu: 100_000, memoryGiB: 1_000_000 },
    })),
  });
}

/** The GitOps repository: each tenant has four stages, the clusters get the tenants by turns. */
export async function writeRepository(
  folder: string,
  size: FleetSize,
): Promise<void> {
  const files = new Map(
    [...new Set(Object.values(RELEASES))].map((name, place) => [
      `releases/${name}.yaml`,
      stringify(
        releaseOf(name, {
          digest: `sha256:${String(place).repeat(64)}`,
          // The first of them is the newest.
          releasedAt: `2026-10-0${9 - place}T08:00:00Z`,
        }),
      ),
    ]),
  );
  for (let index = 0; index < size.environments; index++) {
    const number = Math.floor(index / STAGES.length);
    const tenant = `tenant-${number + 1}`;
    const stage = STAGES[index % STAGES.length];
    files.set(
      `environments/${tenant}/${stage}/environment.yaml`,
      environmentFile({ tenant, stage, cluster: number % size.clusters }),
    );
  }
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const git = (...args: string[]) =>
    promisify(execFile)('git', args, { cwd: folder, maxBuffer: 2 ** 26 });
  await git('init', '-q', '-b', 'main');
  await git('add', '-A');
  await git(
    '-c',
    'user.name=Bench',
    '-c',
    'user.email=bench@portal.example',
    'commit',
    '-qm',
    'Fleet',
  );
}

function environmentFile(options: {
  tenant: string;
  stage: (typeof STAGES)[number];
  cluster: number;
}): string {
  const { tenant, stage, cluster } = options;
  const region = REGIONS[cluster % REGIONS.length];
  return stringify({
    apiVersion: 'plumbline.dev/v1',
    kind: 'OdooEnvironment',
    metadata: { tenant, stage },
    spec: specOf({
      owner: `group:default/${tenant}`,
      tier: stage === 'production' ? 1 : 3,
      region,
      recoveryRegion: REGIONS.find(other => other !== region),
      hostnames: [`${stage}.${tenant}.odoo.example`],
      users: { named: 40 },
      odoo: {
        series: '18.0',
        release: RELEASES[stage],
        edition: 'construction',
      },
    }),
    placement: { cluster: clusterName(cluster), databaseServer: 'own' },
  });
}
