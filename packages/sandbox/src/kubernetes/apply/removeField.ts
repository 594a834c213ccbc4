import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../json';
import { itemKey } from '../patch/mergeShapes';

function matchesStep(item: unknown, step: string): boolean {
  // The manager owned a field here while this was an object; in the list that it became there is none.
  if (step.startsWith('f:')) return false;
  const wanted: unknown = JSON.parse(step.slice(2));
  if (step.startsWith('v:')) return isDeepStrictEqual(item, wanted);
  return (
    isJsonObject(wanted) &&
    isDeepStrictEqual(itemKey(item, Object.keys(wanted)), wanted)
  );
}

function childAt(node: unknown, step: string): unknown {
  if (step.startsWith('f:')) {
    return isJsonObject(node) ? node[step.slice(2)] : undefined;
  }
  return Array.isArray(node)
    ? node.find(item => matchesStep(item, step))
    : undefined;
}

function dropChild(node: unknown, step: string): void {
  if (Array.isArray(node)) {
    const index = node.findIndex(item => matchesStep(item, step));
    if (index >= 0) node.splice(index, 1);
  } else if (isJsonObject(node)) {
    delete node[step.slice(2)];
  }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length === 0
    : isJsonObject(value) && Object.keys(value).length === 0;
}

/**
 * Takes one field out of an object, in place, and with it the maps and lists that this
 * leaves empty (typed objects omit those when they are stored).
 */
export function removeField(object: JsonObject, steps: string[]): void {
  const nodes: unknown[] = [object];
  for (const step of steps.slice(0, -1)) {
    nodes.push(childAt(nodes[nodes.length - 1], step));
  }
  for (let at = steps.length - 1; at >= 0; at--) {
    dropChild(nodes[at], steps[at]);
    if (at === 0 || !isEmpty(nodes[at])) return;
  }
}
