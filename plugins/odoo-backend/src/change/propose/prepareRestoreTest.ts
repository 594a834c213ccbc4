import { InputError } from '@backstage/errors';
import { formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { renderRestoreTest } from '@plumbline/plugin-odoo-golden-path';
import { isOfRestoreTest } from '../../registry';
import { contentHash } from './contentHash';
import { existingEnvironment } from './existingEnvironment';
import {
  PreparedChange,
  ProposedContent,
  WorldOfChange,
} from './PreparedChange';
import { touchedBy } from './touchedBy';

/**
 * Works a restore test out: the environment stays as it is, and beside it come the files of the test. What an
 * earlier test left behind goes with the same commit.
 *
 * Fails as `existingEnvironment` does, and with InputError where tier or platform have no restore tests.
 */
export async function prepareRestoreTest(
  content: ProposedContent,
  { snapshot, platform, repository }: WorldOfChange,
): Promise<PreparedChange> {
  const { kind, ref, restoreTest } = content;
  if (!restoreTest) throw new InputError('Nothing is said of what to restore');
  const before = existingEnvironment(ref, snapshot);
  const { spec, release, placement, plan } = before;
  const { id, nonce, point } = restoreTest;
  const files = renderRestoreTest({
    ref,
    spec,
    platform,
    release,
    placement,
    test: { id, nonce, point },
  });
  const rendered = new Map(files.map(file => [file.path, file.content]));
  const present = [...snapshot.files.keys()].filter(path =>
    isOfRestoreTest(ref, path),
  );
  const touched = touchedBy(rendered, present, snapshot);
  const paths = [...touched.keys()];
  return {
    kind,
    ref,
    spec,
    baseSpec: spec,
    restoreTest,
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
      environment: formatEnvironmentRef(ref),
      spec,
      releaseDigest: release.spec.digest,
      goldenPath: spec.goldenPath,
      files: new Map([...rendered, ...touched]),
      baseBlobs: new Map(paths.map(path => [path, snapshot.files.get(path)])),
    }),
    approvalsNeeded: 0,
    specErrors: [],
  };
}
