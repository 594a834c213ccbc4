import {
  Deployment,
  ReleaseDetail,
  ReleaseDocument,
  judgeProvenance,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { fromRow } from '../../change/store/changeRow';
import { ChangeRow } from '../../change/store/tables';
import { whereReadable } from '../../readModel';
import { FleetOptions } from '../matrix/fleet';
import { ringExpression } from '../ringExpression';
import { DeploymentRow } from '../tables';
import { ofPresentOwner } from './ofPresentOwner';
import { toRelease } from './toRelease';

/** What the pipeline's own API said of the runs that release records name. */
export interface PipelineWord {
  shown(release: ReleaseDocument): Promise<ReleaseDetail['pipelineRun']>;
  factsOf(
    release: ReleaseDocument,
  ): Promise<Parameters<typeof judgeProvenance>[1]['run']>;
}

export interface DetailOptions extends FleetOptions {
  pipeline?: PipelineWord;
}

const SHOWN_DEPLOYMENTS = 200;

/** A release with what is known of it: its record, and how it did where the caller may look. */
export async function releaseDetail(
  knex: Knex,
  release: ReleaseDocument,
  releases: readonly ReleaseDocument[],
  options: DetailOptions,
): Promise<ReleaseDetail> {
  const { spec, metadata } = release;
  const { now, pipeline } = options;
  const deployed = await deploymentsOf(knex, metadata.name, options);
  const running = await runningIn(knex, metadata.name, options);
  const run = await pipeline?.factsOf(release);
  const { verdict, summary } = judgeProvenance(release, { now, run });
  return {
    ...toRelease(release),
    environments: [...running.values()].reduce(
      (total, { with: having }) => total + having,
      0,
    ),
    image: spec.image,
    sourceCommit: spec.sourceCommit,
    schemaReason: spec.schemaReason,
    modules: spec.modules,
    evidence: spec.evidence,
    pipelineRun: await pipeline?.shown(release),
    provenance: { verdict, summary },
    rings: await ringsOf(knex, metadata.name, {
      ...options,
      deployed,
      running,
    }),
    deployments: deployed
      .slice(0, SHOWN_DEPLOYMENTS)
      .map(({ deployment }) => deployment),
    restorePoints: await restorePointsOf(knex, deployed),
    previous: previousOf(release, releases),
  };
}

interface Deployed {
  ring: string | null;
  deployment: Deployment;
}

async function deploymentsOf(
  knex: Knex,
  version: string,
  { readable, rings }: DetailOptions,
): Promise<Deployed[]> {
  const rows: (Pick<DeploymentRow, 'document'> & { ring: string | null })[] =
    await ofPresentOwner(
      whereReadable(
        knex('deployments as d').join(
          'environments as e',
          'e.ref',
          'd.environment',
        ),
        readable,
      ).where('d.release_version', version),
      knex,
    )
      .orderBy([{ column: 'd.applied_at', order: 'desc' }, 'd.id'])
      .select(
        'd.document',
        knex.raw('? as ring', [ringExpression(knex, rings)]),
      );
  return rows.map(({ ring, document }) => ({
    ring,
    deployment: JSON.parse(document),
  }));
}

/** By ring: how many environments there are, and how many have the release. */
async function runningIn(
  knex: Knex,
  version: string,
  { readable, rings }: DetailOptions,
): Promise<Map<string | null, { all: number; with: number }>> {
  const rows: { ring: string | null; version: string; count: string }[] =
    await whereReadable(knex('environments as e'), readable)
      .select(
        knex.raw('? as ring', [ringExpression(knex, rings)]),
        'e.release_version as version',
      )
      .count({ count: '*' })
      .groupByRaw('1, 2');
  const counts = new Map<string | null, { all: number; with: number }>();
  for (const { ring, version: present, count } of rows) {
    const of = counts.get(ring) ?? { all: 0, with: 0 };
    of.all += Number(count);
    if (present === version) of.with += Number(count);
    counts.set(ring, of);
  }
  return counts;
}

async function ringsOf(
  knex: Knex,
  version: string,
  options: DetailOptions & {
    deployed: readonly Deployed[];
    running: ReadonlyMap<string | null, { all: number; with: number }>;
  },
): Promise<ReleaseDetail['rings']> {
  const rollouts: { ring: string; id: string }[] = await knex('rollouts')
    .where({ release_version: version })
    .orderBy(['created_at', 'id'])
    .select('ring', 'id');
  const newest = new Map(rollouts.map(({ ring, id }) => [ring, id]));
  return options.rings.map(({ name, title, soak, failureBudget }) => {
    const of = options.deployed
      .filter(({ ring }) => ring === name)
      .map(({ deployment }) => deployment);
    const counted = options.running.get(name);
    return {
      ring: name,
      title,
      environments: counted?.all ?? 0,
      running: counted?.with ?? 0,
      verified: of.filter(({ outcome }) => outcome === 'verified').length,
      failed: of.filter(({ outcome }) => outcome === 'failed').length,
      failureBudget,
      soakedAt: soakedAt(of, soak),
      rollout: newest.get(name),
    };
  });
}

function soakedAt(
  deployments: readonly Deployment[],
  soak: string,
): string | undefined {
  const verified = deployments
    .filter(({ outcome }) => outcome === 'verified')
    .flatMap(({ verifiedAt }) => (verifiedAt ? Date.parse(verifiedAt) : []));
  if (verified.length === 0) return undefined;
  const end = Math.max(...verified) + Duration.fromISO(soak).toMillis();
  return new Date(end).toISOString();
}

/** What the gate `restore-point` found before the release was applied. */
async function restorePointsOf(
  knex: Knex,
  deployed: readonly Deployed[],
): Promise<ReleaseDetail['restorePoints']> {
  const shown = deployed.slice(0, SHOWN_DEPLOYMENTS);
  const ids = shown.flatMap(({ deployment }) => deployment.change ?? []);
  const rows = await knex<ChangeRow>('changes')
    .whereIn('id', ids)
    .select('document', 'version');
  const records = new Map(
    rows.map(row => {
      const { record } = fromRow(row);
      return [record.id, record];
    }),
  );
  return shown.flatMap(({ deployment }) => {
    const { change, environment, appliedAt: at } = deployment;
    const gate = records
      .get(change ?? '')
      ?.gates.find(({ id }) => id === 'restore-point');
    return gate?.verdict === 'pass'
      ? [{ environment, at, change, summary: gate.summary }]
      : [];
  });
}

function previousOf(
  release: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): string | undefined {
  const { series, edition, releasedAt } = release.spec;
  return releases
    .filter(
      ({ spec }) =>
        spec.series === series &&
        spec.edition === edition &&
        Date.parse(spec.releasedAt) < Date.parse(releasedAt),
    )
    .sort(
      (a, b) => Date.parse(b.spec.releasedAt) - Date.parse(a.spec.releasedAt),
    )
    .at(0)?.metadata.name;
}
