import {
  AppliedChange,
  CheckFacts,
  Deployment,
  EnvironmentRelease,
  Platform,
  RollBackFacts,
  approvalsNeeded,
  environmentName,
  formatEnvironmentRef,
  momentInWords,
  planRollBack,
  specDifferences,
  takeBack,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { fromRow } from '../../change/store/changeRow';
import { quorumOfTiers } from '../../change/propose/quorumOfTiers';
import { checkFacts } from '../../change/propose/specFacts';
import { ChangeRow } from '../../change/store/tables';
import { ReadableEnvironments, readableOf } from '../../readModel';
import { readFacts } from '../../recovery/store';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { ofPresentOwner } from './ofPresentOwner';
import { withoutUnreadable } from './withoutUnreadable';

/** The ways back for an environment, with what each costs, by what is stored alone. */
export async function rollBackOf(
  { knex, platform }: { knex: Knex; platform: Platform },
  environment: RegisteredEnvironment,
  known: {
    snapshot: RegistrySnapshot;
    /** The newest first. */
    history: readonly Deployment[];
    readable: ReadableEnvironments;
    now: Date;
  },
): Promise<EnvironmentRelease['rollBack']> {
  const { spec, release, document, placement, plan } = environment;
  const { snapshot, history, now } = known;
  const ref = formatEnvironmentRef(environment);
  const [newest] = history;
  const change = approvalsNeeded(platform, environment.stage, [spec.tier]);
  const rollBack = quorumOfTiers(
    { kind: 'roll-back', ref: environment },
    { spec, before: environment },
    { platform, snapshot, now },
  );
  const neighbours = [...snapshot.environments.values()]
    .filter(
      other =>
        placement.databaseServer !== 'own' &&
        other.placement.databaseServer === placement.databaseServer,
    )
    .map(formatEnvironmentRef)
    .filter(other => other !== ref);
  const shown = await readableOf(knex, neighbours, known.readable);
  const options = planRollBack({
    environment,
    spec,
    policy: platform.tiers[spec.tier],
    current: release,
    releases: [...snapshot.releases.values()],
    deployments: history,
    upgrade: document.upgrade,
    taken:
      newest?.release === release.metadata.name &&
      newest.verifiedAt !== undefined,
    changes: await appliedChanges(
      knex,
      environment,
      checkFacts(snapshot, platform, now),
    ),
    ...(await restorable(knex, ref, now)),
    restoreMinutes: plan.recovery.restoreMinutes,
    neighbours,
    approvals: { change, rollBack },
    restoreLink: `/catalog/default/component/${environmentName(
      environment,
    )}/recovery`,
    now,
  });
  return options.map(option => withoutUnreadable(option, shown));
}

/** What reached the files of the environment while its present owner had it, the newest first. */
async function appliedChanges(
  knex: Knex,
  environment: RegisteredEnvironment,
  facts: CheckFacts,
): Promise<AppliedChange[]> {
  const rows: Pick<ChangeRow, 'document' | 'version'>[] = await ofPresentOwner(
    knex('changes as d')
      .join('environments as e', 'e.ref', 'd.environment')
      .where('d.environment', formatEnvironmentRef(environment))
      .whereIn('d.kind', ['update', 'promote', 'roll-back']),
    knex,
    'd.created_at',
  )
    .orderBy('d.created_at', 'desc')
    .limit(50)
    .select('d.document', 'd.version');
  return rows
    .flatMap((row): AppliedChange[] => {
      const { id, kind, reason, timeline, spec, baseSpec } =
        fromRow(row).record;
      const applied = timeline.findLast(({ state }) => state === 'applied');
      if (!applied || !baseSpec) return [];
      const changesSpec = specDifferences(baseSpec, spec).length > 0;
      const taken =
        changesSpec &&
        takeBack(environment, { baseSpec, spec }, environment.spec, facts);
      const problem = taken && 'problem' in taken ? taken.problem : undefined;
      return [{ id, kind, reason, at: applied.at, changesSpec, problem }];
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Moments that the store holds, by evidence that has not aged. */
async function restorable(
  knex: Knex,
  ref: string,
  now: Date,
): Promise<Pick<RollBackFacts, 'windows' | 'restorableProblem'>> {
  const database = (await readFacts(knex, [ref])).get(ref)?.database;
  if (!database) {
    return {
      windows: [],
      restorableProblem: 'What its backup store holds has not been read',
    };
  }
  return database.expiresAt > now.toISOString()
    ? { windows: database.fact.report.windows }
    : {
        windows: [],
        restorableProblem: `Its backup store was last read at ${momentInWords(
          database.observedAt,
        )}, too long ago to rely on`,
      };
}
