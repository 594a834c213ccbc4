import {
  MANIFEST_FILE,
  readYamlDocuments,
} from '@plumbline/plugin-odoo-policy';
import { z } from 'zod';
import { TextFile } from './readFiles';

/** `kubectl get -o yaml` gives objects in one of these. */
const listSchema = z.object({
  kind: z.string().regex(/List$/),
  items: z.array(z.unknown()),
});

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
      for (const value of unpacked(document.value)) {
        if (objectSchema.safeParse(value).success) objects.push(value);
        else {
          problems.push({
            place: `${file}:${document.line}`,
            message:
              'no Kubernetes object: it needs apiVersion, kind and metadata',
          });
        }
      }
    }
  }
  return { objects, problems };
}

/** The objects of a list and of the lists in it, as kubectl takes them apart. */
function unpacked(value: unknown): unknown[] {
  const found: unknown[] = [];
  // A work list: whoever nests deeply must not reach the end of the stack.
  const left = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const list = listSchema.safeParse(next);
    if (list.success) left.push(...[...list.data.items].reverse());
    else found.push(next);
  }
  return found;
}
