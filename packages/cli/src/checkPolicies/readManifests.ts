import {
  MANIFEST_FILE,
  readYamlDocuments,
} from '@plumbline/plugin-odoo-policy';
import { z } from 'zod';
import { TextFile } from './readFiles';

/**
 * What kubectl and Argo CD take apart, whatever its kind: `kubectl get -o yaml` gives objects in a `List`, and a
 * ConfigMap with `items` would bring along what nobody judged.
 */
const listSchema = z.object({
  kind: z.unknown().optional(),
  items: z.array(z.unknown()),
});

const isNamedList = (kind: unknown) =>
  typeof kind === 'string' && kind.endsWith('List');

/** What makes an object one; the rest is judged by the policies. */
const objectSchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({}),
});

export interface ManifestProblem {
  /** `file:line`, as compilers write it. */
  place: string;
  message: string;
}

/** Every object of the files; what is no YAML is a problem rather than an object less. */
export function readManifests(files: readonly TextFile[]): {
  objects: unknown[];
  problems: ManifestProblem[];
} {
  const objects: unknown[] = [];
  const problems: ManifestProblem[] = [];
  for (const { file, content } of files) {
    for (const document of readYamlDocuments(content, MANIFEST_FILE)) {
      if ('problem' in document) {
        const { problem: message, line } = document;
        problems.push({ place: line ? `${file}:${line}` : file, message });
        continue;
      }
      const place = `${file}:${document.line}`;
      const { found, lists } = unpacked(document.value);
      for (const { kind } of lists) {
        if (isNamedList(kind)) continue;
        const message = `kubectl applies the items of this ${
          typeof kind === 'string' ? kind : 'list'
        }, not the object: put them into a List`;
        problems.push({ place, message });
      }
      for (const value of found) {
        if (objectSchema.safeParse(value).success) objects.push(value);
        else {
          const message =
            'no Kubernetes object: it needs apiVersion, kind and metadata';
          problems.push({ place, message });
        }
      }
    }
  }
  return { objects, problems };
}

interface Unpacked {
  found: unknown[];
  lists: z.infer<typeof listSchema>[];
}

/** The objects of a list and of the lists in it, as kubectl takes them apart. */
function unpacked(value: unknown): Unpacked {
  const all: Unpacked = { found: [], lists: [] };
  // A work list: whoever nests deeply must not reach the end of the stack.
  const left = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const list = listSchema.safeParse(next);
    if (list.success) {
      all.lists.push(list.data);
      left.push(...[...list.data.items].reverse());
    } else all.found.push(next);
  }
  return all;
}
