import { parseAllDocuments } from 'yaml';
import { Manifest } from '../manifest/manifest';
import { RenderedFile } from '../render/renderEnvironment';

/** The objects that Argo CD would read from rendered files, by the YAML version of its reader. */
export function objectsIn(
  files: readonly RenderedFile[],
  version: '1.1' | '1.2' = '1.1',
): Manifest[] {
  return files
    .filter(({ path }) => /^clusters\/|\/manifests\//.test(path))
    .flatMap(({ content }) => parseAllDocuments(content, { version }))
    .map(document => document.toJS() as Manifest);
}

/** `Kind/name`, as people write it. */
export const idOf = ({ kind, metadata }: Manifest) =>
  `${kind}/${metadata.name}`;

/** The part of a pod template that tests look at. */
export interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: {
    containers: Container[];
    initContainers?: Container[];
  };
}

interface Container {
  name: string;
  image: string;
  resources: { requests: { cpu: string; memory: string } };
}

interface PodOwner {
  template?: PodTemplate;
  jobTemplate?: { spec: PodOwner };
}

/** Of a Deployment, Job or CronJob its template; of other objects none. */
export function podTemplatesOf(object: Manifest): PodTemplate[] {
  const spec = object.spec as PodOwner | undefined;
  const template = (spec?.jobTemplate?.spec ?? spec)?.template;
  return template ? [template] : [];
}
