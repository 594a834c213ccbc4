import { DNS_LABEL } from '@plumbline/plugin-odoo-common';
import { RENDERED_KINDS } from '@plumbline/plugin-odoo-golden-path';
import { ChangedObject, identityOf } from '../changedObjects';
import { groupVersion } from './groupVersion';
import { Namespaces, namespaceProblems } from './namespaces';

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
 * valid name, a namespace that is the change's to write to, and no object twice.
 */
export function checkStructure(
  namespaces: Namespaces,
  objects: readonly ChangedObject[],
): StructureProblem[] {
  const seen = new Set<string>();
  return objects
    .filter(({ operation }) => operation !== 'DELETE')
    .flatMap(({ object, path }) => {
      const identity = identityOf(object);
      const problems = [
        ...problemsOf(object),
        ...namespaceProblems({ object, path }, namespaces),
      ];
      if (seen.has(identity)) problems.push('is rendered twice');
      seen.add(identity);
      return problems.map(problem => ({ object: identity, path, problem }));
    });
}

function problemsOf(object: ChangedObject['object']): string[] {
  const { group } = groupVersion(object.apiVersion);
  const problems: string[] = [];
  if (!RENDERED_KINDS.has(`${group}/${object.kind}`)) {
    problems.push('is of a kind that the golden path does not render');
  }
  if (!isSubdomain(object.metadata.name)) {
    problems.push('has a name that is no RFC 1123 name');
  }
  return problems;
}
