import { ConflictError, InputError } from '@backstage/errors';
import {
  EnvironmentRef,
  EnvironmentSpec,
  Placement,
  Platform,
  approvalsNeeded,
  checkSpec,
  formatEnvironmentRef,
  problemOfUpdate,
  rebaseSpec,
  sharesServer,
} from '@plumbline/plugin-odoo-common';
import {
  CalendarFloor,
  autoscalingFile,
  calendarFloorsIn,
  planEnvironment,
  renderEnvironment,
} from '@plumbline/plugin-odoo-golden-path';
import { isDeepStrictEqual } from 'node:util';
import { calendarFloors } from '../../calendar';
import {
  RegisteredEnvironment,
  RegistrySnapshot,
  belongsTo,
} from '../../registry';
import { differenceOfAdoption } from './adoption';
import { clusterLoads } from './clusterLoads';
import {
  assertNew,
  assertUnused,
  existingEnvironment,
} from './existingEnvironment';
import { contentHash } from './contentHash';
import {
  asGoverned,
  assertGoverned,
  governedOf,
  judgesPushed,
  standingOf,
} from './governed';
import { databaseServerTenants, serverFilesOf } from './databaseServers';
import { quorumOfTiers } from './quorumOfTiers';
import { assertDirection, assertNoMigration } from './releaseMove';
import {
  PreparedChange,
  ProposedContent,
  WorldOfChange,
} from './PreparedChange';
import { prepareDecommission } from './prepareDecommission';
import { prepareRestoreTest } from './prepareRestoreTest';
import { checkFacts } from './specFacts';
import { touchedBy } from './touchedBy';
import { copiedUpgrade, judgedUpgrade, upgradeOf } from './upgradeOf';

/**
 * Works a proposal out against the repository at the snapshot's commit: plan, files, what they replace, and
 * the hash of it all. Deterministic, so that apply can do it again and compare: what it asks of earlier changes is
 * part of the files, and with it of the hash.
 *
 * Fails with ConflictError (it exists already, its name cannot take a copy, or its files are malformed), NotFoundError
 * (nothing to update) and InputError (nothing would change).
 */
export async function prepareChange(
  content: ProposedContent,
  world: WorldOfChange,
): Promise<PreparedChange> {
  if (content.kind === 'restore-test') {
    return prepareRestoreTest(content, world);
  }
  if (content.kind === 'decommission') {
    return prepareDecommission(content, world);
  }
  const { kind, ref } = content;
  const { snapshot, platform, repository, now } = world;
  const environment = formatEnvironmentRef(ref);
  const present =
    kind === 'create'
      ? assertNew(ref, snapshot)
      : existingEnvironment(ref, snapshot);
  const governed = present && (await governedOf(ref, world));
  const spec = asGoverned(specAt(content, present), content, governed);
  if (present)
    assertGoverned(content, { present: present.document, spec }, governed);
  const standing = present && standingOf(present, content, { spec, governed });
  const judges =
    present !== undefined &&
    judgesPushed(content, { present: present.spec, spec }, governed);
  // Gates, approvals and what ran before are of the step that is judged.
  const before = judges ? standing : present;
  if (!before) await assertUnused(ref, spec, world.store);
  const release = snapshot.releases.get(spec.odoo.release);
  if (!release) {
    throw new ConflictError(
      `The registry no longer has the release ${spec.odoo.release}`,
    );
  }

  // Of the schema that somebody pushed nobody knows whether the database has it by now: older code runs on both.
  for (const each of new Set([present, standing])) {
    if (each) await assertDirection(content, each, release, world);
    if (each && content.rollBack?.move === 'image-only')
      assertNoMigration(
        environment,
        await upgradeOf(each, spec, release, world),
      );
  }
  if (before && content.rollBack?.move === 'configuration-only')
    assertNoUpdate(asGoverned(before.spec, content, governed), spec);
  const plan = planEnvironment({
    ref,
    spec,
    platform,
    release,
    placement: standing?.placement ?? keptPlacement(content, spec, platform),
    load: clusterLoads(snapshot, platform),
    tenants: databaseServerTenants(snapshot),
  });
  const { placement } = plan;
  const upgrade = standing
    ? await (judges
        ? judgedUpgrade(standing, spec, release, world)
        : upgradeOf(standing, spec, release, world))
    : copiedUpgrade(spec, release, snapshot);
  const server = serverFilesOf(placement, platform, snapshot);
  const rendered = new Map([
    ...server.rendered,
    ...renderEnvironment({
      ref,
      spec,
      platform,
      release,
      placement,
      upgrade,
      calendarFloors: await floorsOf(ref, spec, world),
    }).map(({ path, content: text }) => [path, text] as const),
  ]);
  const touched = touchedBy(
    rendered,
    [...filesOf(content, snapshot), ...server.present],
    snapshot,
  );
  const adopts =
    (kind === 'update' || judges) && touched.size === 0
      ? governed?.past.commits ?? []
      : [];
  if (touched.size === 0 && adopts.length === 0) {
    throw new InputError(
      `${environment} is already as proposed: nothing would change`,
    );
  }
  const paths = [...touched.keys()];
  // Whether another change brings the server's files first makes this one no other.
  const own = paths.filter(path => !server.owns(path));
  return {
    kind,
    ref,
    spec,
    baseSpec: before?.spec,
    rollBack: content.rollBack,
    snapshot,
    before,
    release,
    placement,
    plan,
    rendered,
    touched,
    ...(governed &&
      adopts.length > 0 && {
        adopts,
        adoptedFiles: await differenceOfAdoption(
          { ref },
          { governed, snapshot },
          world,
        ),
      }),
    base: await repository.read(
      snapshot.head,
      paths.filter(path => snapshot.files.has(path)),
    ),
    contentHash: contentHash({
      kind,
      environment,
      spec,
      releaseDigest: release.spec.digest,
      goldenPath: spec.goldenPath,
      ...(adopts.length > 0 && { adopts: adopts.map(({ commit }) => commit) }),
      files: new Map([
        ...rendered,
        ...own.map(path => [path, touched.get(path)] as const),
      ]),
      baseBlobs: new Map(own.map(path => [path, snapshot.files.get(path)])),
    }),
    approvalsNeeded: Math.max(
      quorumOfTiers(content, { spec, before }, world),
      approvalsOfServer(placement, platform, own.length < paths.length),
    ),
    specErrors: checkSpec(
      ref,
      spec,
      checkFacts(snapshot, platform, now, {
        previous: before?.spec,
        movesRelease: kind === 'promote' || kind === 'roll-back',
      }),
    ),
  };
}

/** The environment may have moved on since it was checked first. Fails with ConflictError. */
function assertNoUpdate(present: EnvironmentSpec, spec: EnvironmentSpec): void {
  const problem = problemOfUpdate(present, spec);
  if (problem !== undefined) throw new ConflictError(problem);
}

/** The second of two changes keeps what it wants and does not undo what the first did. */
function specAt(
  { baseSpec, spec }: ProposedContent,
  before: RegisteredEnvironment | undefined,
): EnvironmentSpec {
  return baseSpec && before ? rebaseSpec(baseSpec, spec, before.spec) : spec;
}

/**
 * By the calendars; while one cannot be read, those that the repository has for the environment stay beside them: what
 * nobody decided to take away does not vanish with the next change of something else.
 */
async function floorsOf(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  { snapshot, platform, repository }: WorldOfChange,
): Promise<CalendarFloor[]> {
  const { floors, unread } = calendarFloors(
    spec,
    snapshot,
    platform.autoscaling,
  );
  const path = autoscalingFile(ref);
  if (unread.length === 0 || !snapshot.files.has(path)) return floors;
  const content = await repository.read(snapshot.head, [path]);
  const kept = calendarFloorsIn(content.get(path) ?? '');
  const isNew = (floor: CalendarFloor) =>
    !kept.some(each => isDeepStrictEqual(each, floor));
  return [...kept, ...floors.filter(isNew)];
}

/** An earlier revision's placement stands while its cluster and its server still serve the spec. */
function keptPlacement(
  { ref, placement }: Pick<ProposedContent, 'ref' | 'placement'>,
  spec: EnvironmentSpec,
  { clusters, database }: Platform,
) {
  const serves =
    clusters.some(
      ({ name, region }) =>
        name === placement?.cluster && region === spec.region,
    ) &&
    (sharesServer(ref, spec)
      ? database.servers.some(
          ({ name, kind, tier }) =>
            name === placement?.databaseServer &&
            kind === spec.database.kind &&
            tier <= spec.tier,
        )
      : placement?.databaseServer === 'own');
  return serves ? placement : undefined;
}

/** Whoever changes a shared server changes what everybody on it stands on, the strictest among them. */
function approvalsOfServer(
  { databaseServer }: Placement,
  platform: Platform,
  touched: boolean,
): number {
  const server = platform.database.servers.find(
    ({ name }) => name === databaseServer,
  );
  return server && touched
    ? approvalsNeeded(platform, 'production', [server.tier])
    : 0;
}

/** Every file that belongs to the environment now, so that one which is no longer rendered goes. */
function filesOf(
  { ref }: ProposedContent,
  snapshot: RegistrySnapshot,
): string[] {
  return [...snapshot.files.keys()].filter(path => belongsTo(ref, path));
}
