import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  EnvironmentSpec,
  Placement,
  Platform,
  approvalsNeeded,
  checkSpec,
  formatEnvironmentRef,
  rebaseSpec,
} from '@plumbline/plugin-odoo-common';
import {
  planEnvironment,
  renderEnvironment,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import {
  RegisteredEnvironment,
  RegistrySnapshot,
  belongsTo,
} from '../../registry';
import { blobId } from '../../registry/blobId';
import { clusterLoads } from './clusterLoads';
import { contentHash } from './contentHash';
import { PreparedChange, ProposedContent } from './PreparedChange';
import { checkFacts } from './specFacts';

/**
 * Works a proposal out against the repository at the snapshot's commit: plan, files, what they replace, and
 * the hash of it all. Deterministic, so that apply can do it again and compare.
 *
 * Fails with ConflictError (it exists already, or its files are malformed), NotFoundError (nothing to
 * update) and InputError (nothing would change).
 */
export async function prepareChange(
  content: ProposedContent,
  world: {
    snapshot: RegistrySnapshot;
    platform: Platform;
    repository: GitOpsRepository;
    now: Date;
  },
): Promise<PreparedChange> {
  const { kind, ref } = content;
  const { snapshot, platform, repository, now } = world;
  const environment = formatEnvironmentRef(ref);
  const before = existing(content, snapshot);
  const spec = specAt(content, before);
  const release = snapshot.releases.get(spec.odoo.release);
  if (!release) {
    throw new ConflictError(
      `The registry no longer has the release ${spec.odoo.release}`,
    );
  }

  const plan = planEnvironment({
    ref,
    spec,
    platform,
    placement:
      before?.placement ?? keptPlacement(content.placement, spec, platform),
    load: clusterLoads(snapshot, platform),
  });
  const { placement } = plan;
  const rendered = new Map(
    renderEnvironment({ ref, spec, platform, release, placement }).map(
      ({ path, content: text }) => [path, text],
    ),
  );
  const touched = touchedBy(rendered, filesOf(content, snapshot), snapshot);
  if (touched.size === 0) {
    throw new InputError(
      `${environment} is already as proposed: nothing would change`,
    );
  }
  const paths = [...touched.keys()];
  const baseBlobs = new Map(
    paths.map(path => [path, snapshot.files.get(path)]),
  );
  return {
    kind,
    ref,
    spec,
    baseSpec: before?.spec,
    snapshot,
    before,
    release,
    placement,
    plan,
    rendered,
    touched,
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
      files: new Map([...rendered, ...touched]),
      baseBlobs,
    }),
    approvalsNeeded: approvalsNeeded(platform, ref.stage, [
      spec.tier,
      ...(before ? [before.spec.tier] : []),
    ]),
    specErrors: checkSpec(
      ref,
      spec,
      checkFacts(snapshot, platform, now, before?.spec),
    ),
  };
}

/** The second of two changes keeps what it wants and does not undo what the first did. */
function specAt(
  { baseSpec, spec }: ProposedContent,
  before: RegisteredEnvironment | undefined,
): EnvironmentSpec {
  return baseSpec && before ? rebaseSpec(baseSpec, spec, before.spec) : spec;
}

function existing(
  { kind, ref }: ProposedContent,
  snapshot: RegistrySnapshot,
): RegisteredEnvironment | undefined {
  const environment = formatEnvironmentRef(ref);
  const before = snapshot.environments.get(environment);
  const named = snapshot.named.has(environment);
  if (kind === 'create') {
    if (named) throw new ConflictError(`${environment} exists already`);
    return undefined;
  }
  if (!before) {
    throw named
      ? new ConflictError(
          `The files of ${environment} are malformed: repair them before changing it`,
        )
      : new NotFoundError(`${environment} does not exist`);
  }
  return before;
}

/** An earlier revision's placement stands while its cluster still serves the region. */
function keptPlacement(
  placement: Placement | undefined,
  spec: EnvironmentSpec,
  platform: Platform,
) {
  const serves = platform.clusters.some(
    ({ name, region }) => name === placement?.cluster && region === spec.region,
  );
  return serves ? placement : undefined;
}

/** Every file that belongs to the environment now, so that one which is no longer rendered goes. */
function filesOf(
  { ref }: ProposedContent,
  snapshot: RegistrySnapshot,
): string[] {
  return [...snapshot.files.keys()].filter(path => belongsTo(ref, path));
}

function touchedBy(
  rendered: ReadonlyMap<string, string>,
  present: readonly string[],
  snapshot: RegistrySnapshot,
): Map<string, string | undefined> {
  const gone = present.filter(path => !rendered.has(path));
  return new Map<string, string | undefined>([
    ...[...rendered].filter(
      ([path, text]) => snapshot.files.get(path) !== blobId(text),
    ),
    ...gone.map(path => [path, undefined] as const),
  ]);
}
