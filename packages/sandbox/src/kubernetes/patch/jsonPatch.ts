import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isJsonObject } from '../json';
import { badRequest, StatusError } from '../statusError';

const operations = z.array(
  z.object({
    op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
    path: z.string().regex(/^(\/.*)?$/),
    from: z.string().optional(),
    value: z.unknown().optional(),
  }),
);

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function rejected(path: string): StatusError {
  return new StatusError(
    422,
    'Invalid',
    `the server rejected our request due to an error in our request: no value at ${path}`,
  );
}

function childOf(node: unknown, step: string, path: string): unknown {
  if (Array.isArray(node) && /^\d+$/.test(step) && Number(step) < node.length) {
    return node[Number(step)];
  }
  if (isJsonObject(node) && Object.hasOwn(node, step)) return node[step];
  throw rejected(path);
}

function valueOf(document: unknown, path: string): unknown {
  return stepsOf(path).reduce(
    (node, step) => childOf(node, step, path),
    document,
  );
}

/** Adds, replaces or removes at one place of the document, in place. */
function change(
  document: unknown,
  path: string,
  op: 'add' | 'replace' | 'remove',
  value?: unknown,
): void {
  const steps = stepsOf(path);
  const last = steps.pop();
  if (last === undefined) throw rejected('the root');
  const parent = steps.reduce(
    (node, step) => childOf(node, step, path),
    document,
  );
  if (op !== 'add') childOf(parent, last, path);
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (!Number.isInteger(index) || index > parent.length) throw rejected(path);
    if (op === 'add') parent.splice(index, 0, value);
    else if (op === 'remove') parent.splice(index, 1);
    else parent[index] = value;
  } else if (isJsonObject(parent)) {
    if (op === 'remove') delete parent[last];
    else parent[last] = value;
  } else {
    throw rejected(path);
  }
}

/**
 * JSON patch (RFC 6902) on a copy of the target. Fails with BadRequest (400) on a document
 * that is no patch and Invalid (422) on a path or test that does not hold.
 */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  const parsed = operations.safeParse(patch);
  if (!parsed.success) throw badRequest('the body is not a JSON patch');
  const document: unknown = structuredClone(target);
  for (const { op, path, from = '', value } of parsed.data) {
    if (op === 'test') {
      if (!isDeepStrictEqual(valueOf(document, path), value)) {
        throw new StatusError(
          422,
          'Invalid',
          `the server rejected our request due to an error in our request: testing path ${path} failed`,
        );
      }
    } else if (op === 'move' || op === 'copy') {
      const moved = structuredClone(valueOf(document, from));
      if (op === 'move') change(document, from, 'remove');
      change(document, path, 'add', moved);
    } else {
      change(document, path, op, value);
    }
  }
  return document;
}
