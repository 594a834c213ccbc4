import { DNS_LABEL } from '@plumbline/plugin-odoo-common';
import {
  OUTSIDE_THE_NAMESPACE,
  RENDERED_KINDS,
} from '@plumbline/plugin-odoo-golden-path';
import { ChangedObject, identityOf } from '../changedObjects';
import { groupVersion } from './groupVersion';

/** RFC 1123 subdomain: labels with dots between. */
const isSubdomain = (name: string) =>
  name.length <= 253 && name.split('.').every(label => DNS_LABEL.test(label));

export interface StructureProblem {
  object: string;
  path: string;
  problem: string;
}

/**
 * What must hold of every object whether or not a schema is at hand: a kind that the golden path renders, a
 * valid name, the namespace of the environment or of its restore test, and no object twice.
 */
export function checkStructure(
  namespace: string,
  objects: readonly ChangedObject[],
): StructureProblem[] {
  const seen = new Set<string>();
  return objects
    .filter(({ operation }) => operation !== 'DELETE')
    .flatMap(({ object, path }) => {
      const identity = identityOf(object);
      const problems = problemsOf(object, namespace);
      if (seen.has(identity)) problems.push('is rendered twice');
      seen.add(identity);
      return problems.map(problem => ({ object: identity, path, problem }));
    });
}

function problemsOf(
  object: ChangedObject['object'],
  namespace: string,
): string[] {
  const { group } = groupVersion(object.apiVersion);
  const { name } = object.metadata;
  const kind = `${group}/${object.kind}`;
  const outside = OUTSIDE_THE_NAMESPACE.has(kind);
  const problems: string[] = [];
  if (!RENDERED_KINDS.has(kind)) {
    problems.push('is of a kind that the golden path does not render');
  }
  if (!isSubdomain(name)) problems.push('has a name that is no RFC 1123 name');
  if (!outside && object.metadata.namespace !== namespace) {
    problems.push(`is not in the namespace ${namespace}`);
  }
  if (object.kind === 'Namespace' && name !== namespace) {
    problems.push(`is not the namespace ${namespace}`);
  }
  return problems;
}
