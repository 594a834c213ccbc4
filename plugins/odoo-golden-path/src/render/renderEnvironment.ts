import { componentsOf } from '../components/components';
import { migrationSeconds } from '../components/migration/deadline';
import { gitopsEntry } from '../gitops/gitopsEntry';
import { projectOf } from '../gitops/project';
import { RenderInput, renderContextOf } from '../manifest/renderContext';
import { toYaml, toYamlStream } from '../manifest/toYaml';
import { catalogInfoOf } from './catalogInfo';
import { environmentDocumentOf } from './environmentDocument';
import { clusterEntry, environmentFolder, manifestsFolder } from './paths';

/** A file of the GitOps repository; `path` is relative to its root. */
export interface RenderedFile {
  path: string;
  content: string;
}

/** Until a new environment runs: its database has to come up first. */
const START_MINUTES = 30;

const GOVERNED = 'Changed only through changes in the portal.';

/**
 * Every file of an environment, sorted by path; the same input gives the same bytes.
 * @throws InputError when spec or placement have the wrong shape: nothing unchecked is rendered
 */
export function renderEnvironment(input: RenderInput): RenderedFile[] {
  const document = environmentDocumentOf(input);
  const context = renderContextOf({
    ...input,
    spec: document.spec,
    placement: document.placement,
  });
  const rendered = `Rendered by the golden path ${document.spec.goldenPath} from environment.yaml: never edited by hand.`;
  const folder = environmentFolder(input.ref);
  const files = [
    {
      path: `${folder}/environment.yaml`,
      content: toYaml(document, GOVERNED),
    },
    {
      path: `${folder}/catalog-info.yaml`,
      content: toYaml(catalogInfoOf(context), rendered),
    },
    {
      path: clusterEntry(document.placement.cluster, input.ref),
      content: toYaml(
        gitopsEntry(context, {
          path: manifestsFolder(input.ref),
          onRemoval: 'keep',
          project: projectOf(context),
          ...(context.migration === 'stopped'
            ? {
                timeoutMinutes:
                  START_MINUTES + Math.ceil(migrationSeconds(context) / 60),
                // Module loading commits as it goes: the second attempt would start from anywhere.
                once: true,
              }
            : { timeoutMinutes: START_MINUTES }),
        }),
        rendered,
      ),
    },
    ...componentsOf(context).map(({ file, manifests }) => ({
      path: `${manifestsFolder(input.ref)}/${file}.yaml`,
      content: toYamlStream(manifests, rendered),
    })),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
