import {
  Platform,
  approvalsNeeded,
  backupLocationOf,
  formatEnvironmentRef,
  serverBackupLocationOf,
} from '@plumbline/plugin-odoo-common';
import {
  detachFile,
  manifestsFolder,
  planDetached,
} from '@plumbline/plugin-odoo-golden-path';
import { RegisteredEnvironment, belongsTo } from '../../registry';
import { contentHash } from './contentHash';
import { existingEnvironment } from './existingEnvironment';
import { assertGoverned, governedOf } from './governed';
import {
  PreparedChange,
  ProposedContent,
  WorldOfChange,
} from './PreparedChange';
import { touchedBy } from './touchedBy';

/**
 * Works a decommission out. Its first commit takes what runs out of the environment's manifests, so that the GitOps
 * controller prunes it, and leaves every object that holds data as it is; the second one takes the folder and the
 * cluster entry, which detaches what is left.
 *
 * Fails as `existingEnvironment` and `assertGoverned` do, and with InputError when a manifest cannot be read.
 */
export async function prepareDecommission(
  { kind, ref }: ProposedContent,
  world: WorldOfChange,
): Promise<PreparedChange> {
  const { snapshot, platform, repository } = world;
  const before = existingEnvironment(ref, snapshot);
  const { spec, release, placement, plan } = before;
  const governed = await governedOf(ref, world);
  assertGoverned({ kind, ref }, { present: before.document, spec }, governed);
  const paths = [...snapshot.files.keys()].filter(path => belongsTo(ref, path));
  const base = await repository.read(snapshot.head, paths);
  const folder = `${manifestsFolder(ref)}/`;
  const detached = [...base].map(([path, text]) => ({
    path,
    ...(path.startsWith(folder)
      ? detachFile(path, text)
      : { content: text, stays: [], goes: [] }),
  }));
  const rendered = new Map(
    detached.flatMap(({ path, content }) =>
      content === undefined ? [] : [[path, content] as const],
    ),
  );
  return {
    kind,
    ref,
    spec,
    baseSpec: spec,
    snapshot,
    before,
    release,
    placement,
    plan,
    rendered,
    touched: touchedBy(rendered, paths, snapshot),
    removed: new Map(paths.map(path => [path, undefined])),
    decommissioned: {
      cluster: placement.cluster,
      goes: detached.flatMap(({ goes }) => goes).sort(),
      stays: detached.flatMap(({ stays }) => stays).sort(),
      monthlyCost: planDetached({ ref, spec, platform, placement, release }),
      backups: backupsOf(before, platform),
    },
    base,
    contentHash: contentHash({
      kind,
      environment: formatEnvironmentRef(ref),
      spec,
      releaseDigest: release.spec.digest,
      goldenPath: spec.goldenPath,
      files: rendered,
      baseBlobs: new Map(paths.map(path => [path, snapshot.files.get(path)])),
    }),
    approvalsNeeded: approvalsNeeded(platform, ref.stage, [spec.tier]),
    specErrors: [],
  };
}

/** Where the database can be restored from afterwards; Azure alone knows of a Flexible Server's. */
function backupsOf(
  { tenant, stage, spec, placement }: RegisteredEnvironment,
  platform: Platform,
): string | undefined {
  if (!platform.tiers[spec.tier].backupSchedule) return undefined;
  if (spec.database.kind === 'flexible-server') return undefined;
  const server = platform.database.servers.find(
    ({ name }) => name === placement.databaseServer,
  );
  return server
    ? serverBackupLocationOf(platform, server).destinationUrl
    : backupLocationOf(platform, { tenant, stage }, spec.region).destinationUrl;
}
