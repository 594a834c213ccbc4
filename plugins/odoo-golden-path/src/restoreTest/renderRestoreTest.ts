import { gitopsEntry } from '../gitops/gitopsEntry';
import { Manifest } from '../manifest/manifest';
import { toYaml, toYamlStream } from '../manifest/toYaml';
import { RenderedFile } from '../render/renderEnvironment';
import { restoreJob } from './job';
import { restoreTestEntry, restoreTestNames } from './names';
import { odooConf } from './odooSidecar';
import {
  RestoreTestContext,
  RestoreTestInput,
  restoreTestContextOf,
} from './restoreTestContext';
import { restoreTestSeconds } from './size';
import { access, guardrails, network } from './surroundings';

const FILES: readonly (readonly [
  file: string,
  (context: RestoreTestContext) => Manifest[],
])[] = [
  ['00-namespace', guardrails],
  ['10-network-policy', network],
  ['20-access', access],
  ['30-restore-test', context => [odooConf(context), restoreJob(context)]],
];

/**
 * Every file of one restore test, sorted by path; the same input gives the same bytes. Taking them out
 * of Git destroys the test: what it made goes with it, which an environment's never does.
 * @throws InputError for a tier or platform without restore tests, and for what has the wrong shape
 */
export function renderRestoreTest(input: RestoreTestInput): RenderedFile[] {
  const context = restoreTestContextOf(input);
  const { manifestsFolder } = restoreTestNames(input.ref);
  const heading = `Rendered by the golden path ${context.spec.goldenPath} for the restore test ${context.test.id}: destroyed when it ends.`;
  return [
    {
      path: restoreTestEntry(context.placement.cluster, input.ref),
      content: toYaml(
        gitopsEntry(context, {
          path: manifestsFolder,
          onRemoval: 'delete',
          timeoutMinutes: Math.ceil(restoreTestSeconds(context) / 60),
        }),
        heading,
      ),
    },
    ...FILES.map(([file, manifestsOf]) => ({
      path: `${manifestsFolder}/${file}.yaml`,
      content: toYamlStream(manifestsOf(context), heading),
    })),
  ];
}
