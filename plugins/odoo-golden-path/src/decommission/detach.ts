import { InputError } from '@backstage/errors';
import { LABELS } from '@plumbline/plugin-odoo-common';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { ComponentName } from '../manifest/labels';

/** Of an environment that goes: its data, what keeps the data safe, and what those need. */
const STAYING: ReadonlySet<string> = new Set<ComponentName>([
  'namespace',
  'identity',
  'secrets',
  'network',
  'database',
  'filestore',
  'backup',
]);

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
});

/** What of a file of manifests stays; `Kind namespace/name` names an object. */
export interface DetachedFile {
  /** Absent: nothing of it stays. The objects that stay are written as they were, letter by letter. */
  content?: string;
  stays: string[];
  goes: string[];
}

/** As `metadataOf` marks it. */
const holdsData = (annotations: Record<string, string>) =>
  annotations['argocd.argoproj.io/sync-options']
    ?.split(',')
    .includes('Prune=false') ||
  annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';

/**
 * Takes out of a file of manifests what runs Odoo or leads to it. It is the file that counts and not what the golden
 * path would render now: a decommission changes nothing of the data.
 *
 * @throws InputError when a document is no Kubernetes object: what nobody can read is neither kept nor dropped
 */
export function detachFile(path: string, text: string): DetachedFile {
  const documents = text.split(/^---\n/m).filter(part => part.trim() !== '');
  const read = documents.map(part => ({ part, ...readObject(path, part) }));
  const kept = read.filter(({ stays }) => stays);
  return {
    ...(kept.length > 0 && {
      content:
        kept.length === read.length
          ? text
          : kept.map(({ part }) => part).join('---\n'),
    }),
    stays: kept.map(({ id }) => id),
    goes: read.filter(({ stays }) => !stays).map(({ id }) => id),
  };
}

function readObject(path: string, text: string) {
  const document = parseDocument(text);
  const parsed = objectSchema.safeParse(
    document.errors.length === 0 ? document.toJS() : undefined,
  );
  if (!parsed.success) {
    throw new InputError(
      `${path} holds a document that is no Kubernetes object: repair it first`,
    );
  }
  const { kind, metadata } = parsed.data;
  const { namespace, name, labels, annotations } = metadata;
  return {
    id: `${kind} ${namespace ? `${namespace}/` : ''}${name}`,
    stays: holdsData(annotations) || STAYING.has(labels[LABELS.component]),
  };
}
