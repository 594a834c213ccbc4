import {
  Deployment,
  MAX_LISTED_DEPLOYMENTS,
  ReleaseDetail,
  ReleaseDocument,
  judgeProvenance,
  rolloutStateSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { fromRow } from '../../change/store/changeRow';
import { ChangeRow } from '../../change/store/tables';
import { whereReadable } from '../../readModel';
import { RolloutRow } from '../../rollouts/tables';
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
      .slice(0, MAX_LISTED_DEPLOYMENTS)
      .map(({ deployment }) => deployment),
    restorePoints: await restorePointsOf(knex, deployed),
    previous: previousOf(release, releases),
  };
}

interface Deployed {
  ring: string | null;
  followedAt?: string;
  deployment: Deployment;
}

async function deploymentsOf(
  knex: Knex,
  version: string,
  { readable, rings }: DetailOptions,
): Promise<Deployed[]> {
  const rows: (Pick<DeploymentRow, 'document' | 'followed_at'> & {
    ring: string | null;
  })[] = await ofPresentOwner(
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
    // What failed is never among those that are too many to be shown.
    .orderByRaw(`case when d.outcome = 'failed' then 0 else 1 end`)
    .orderBy([{ column: 'd.applied_at', order: 'desc' }, 'd.id'])
    .select(
      'd.document',
      'd.followed_at',
      knex.raw('? as ring', [ringExpression(knex, rings)]),
    );
  return rows.map(({ ring, document, followed_at }) => ({
    ring,
    followedAt: followed_at ?? undefined,
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
  const rollouts: Pick<RolloutRow, 'ring' | 'id' | 'state'>[] = await knex(
    'rollouts as r',
  )
    .where('r.release_version', version)
    .whereExists(
      whereReadable(
        knex('rollout_items as i')
          .join('environments as e', 'e.ref', 'i.environment')
          .where('i.rollout_id', knex.ref('r.id')),
        options.readable,
      ),
    )
    .orderBy(['r.created_at', 'r.id'])
    .select('r.ring', 'r.id', 'r.state');
  const newest = new Map(rollouts.map(rollout => [rollout.ring, rollout]));
  return options.rings.map(({ name, title, soak, failureBudget }) => {
    const deployed = options.deployed.filter(({ ring }) => ring === name);
    const of = deployed.map(({ deployment }) => deployment);
    const counted = options.running.get(name);
    return {
      ring: name,
      title,
      environments: counted?.all ?? 0,
      running: counted?.with ?? 0,
      verified: of.filter(({ outcome }) => outcome === 'verified').length,
      failed: of.filter(({ outcome }) => outcome === 'failed').length,
      failureBudget,
      soakedAt: soakedAt(deployed, soak),
      rollout: newest.get(name)?.id,
      rolloutState: stateOf(newest.get(name)),
    };
  });
}

function stateOf(rollout: Pick<RolloutRow, 'state'> | undefined) {
  return rolloutStateSchema.optional().parse(rollout?.state);
}

/** One that was followed by another release before never soaks. */
function soakedAt(
  deployed: readonly Deployed[],
  soak: string,
): string | undefined {
  const length = Duration.fromISO(soak).toMillis();
  const ends = deployed.flatMap(({ followedAt, deployment }) => {
    const { outcome, verifiedAt } = deployment;
    if (outcome !== 'verified' || verifiedAt === undefined) return [];
    const end = Date.parse(verifiedAt) + length;
    return followedAt && Date.parse(followedAt) < end ? [] : [end];
  });
  return ends.length > 0
    ? new Date(Math.max(...ends)).toISOString()
    : undefined;
}

/** Those that were there before the release was applied; where none was needed, the gate names no moment. */
async function restorePointsOf(
  knex: Knex,
  deployed: readonly Deployed[],
): Promise<ReleaseDetail['restorePoints']> {
  const shown = deployed.slice(0, MAX_LISTED_DEPLOYMENTS);
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
    const { change, environment } = deployment;
    const gate = records
      .get(change ?? '')
      ?.gates.find(({ id }) => id === 'restore-point');
    return gate?.verdict === 'pass' && gate.at !== undefined
      ? [{ environment, at: gate.at, change, summary: gate.summary }]
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
