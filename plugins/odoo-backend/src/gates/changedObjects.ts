import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { PreparedChange } from '../change/propose';

/** The least that makes a document a Kubernetes object. */
const objectSchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().min(1).optional(),
  }),
});
export type KubernetesObject = z.infer<typeof objectSchema>;

export interface ChangedObject {
  object: KubernetesObject;
  oldObject?: KubernetesObject;
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The file that holds it. */
  path: string;
}

/** Files whose documents a cluster is given; the others are for the portal and the catalog. */
const APPLIED =
  /^(environments\/[^/]+\/[^/]+\/manifests|restore-tests\/[^/]+\/manifests|database-servers\/[^/]+\/manifests|clusters\/[^/]+)\//;

/**
 * The objects of the change as admission would see them. Fails with InputError for a document that is no
 * Kubernetes object: nothing unread goes past the gates.
 */
export function changedObjects({
  rendered,
  touched,
  base,
}: Pick<PreparedChange, 'rendered' | 'touched' | 'base'>): ChangedObject[] {
  const before = new Map(
    [...base].flatMap(([path, text]) =>
      readableIn(path, text).map(object => [
        identityOf(object),
        { object, path },
      ]),
    ),
  );
  // An untouched file is the same before and after, so its objects are updates of themselves.
  const untouched = (path: string) => !touched.has(path);
  const after = [...rendered].flatMap(([path, text]) =>
    objectsIn(path, text).map((object): ChangedObject => {
      const old = untouched(path)
        ? object
        : before.get(identityOf(object))?.object;
      return {
        object,
        path,
        ...(old
          ? { oldObject: old, operation: 'UPDATE' }
          : { operation: 'CREATE' }),
      };
    }),
  );
  const kept = new Set(after.map(({ object }) => identityOf(object)));
  const gone = [...before]
    .filter(([identity]) => !kept.has(identity))
    .map(
      ([, { object, path }]): ChangedObject => ({
        object,
        path,
        operation: 'DELETE',
      }),
    );
  return [...after, ...gone];
}

/** `apiVersion Kind namespace/name`: what makes two documents the same object. */
export function identityOf({ apiVersion, kind, metadata }: KubernetesObject) {
  const { namespace, name } = metadata;
  return `${apiVersion} ${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function objectsIn(path: string, text: string): KubernetesObject[] {
  const documents = documentsIn(path, text);
  return documents.map(object => {
    if (object) return object;
    throw new InputError(
      `${path} holds a document that is no Kubernetes object`,
    );
  });
}

/** Of a file that is replaced or goes: what nobody can read there was never applied, and must not keep it there. */
function readableIn(path: string, text: string): KubernetesObject[] {
  return documentsIn(path, text).flatMap(object => object ?? []);
}

function documentsIn(
  path: string,
  text: string,
): (KubernetesObject | undefined)[] {
  if (!APPLIED.test(path)) return [];
  return parseAllDocuments(text).map(document =>
    document.errors.length === 0
      ? objectSchema.safeParse(document.toJS()).data
      : undefined,
  );
}
