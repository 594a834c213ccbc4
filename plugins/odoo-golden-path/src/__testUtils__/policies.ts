import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  evaluatePolicies,
  parsePolicyFiles,
} from '@plumbline/plugin-odoo-policy';
import { Manifest } from '../manifest/manifest';

const POLICIES = resolve(__dirname, '../../../odoo-policy/policies');

/** The policies that a new platform starts with. */
export const starterPolicies = parsePolicyFiles(
  readdirSync(POLICIES)
    .filter(file => file.endsWith('.yaml'))
    .map(file => ({
      file,
      content: readFileSync(resolve(POLICIES, file), 'utf8'),
    })),
);

/** What admission would say of these objects being created. */
export function judge(objects: readonly Manifest[]) {
  const { policies, bindings, params } = starterPolicies;
  return evaluatePolicies({
    policies,
    bindings,
    params,
    namespaces: [],
    objects: objects.flatMap(object => [
      { object, operation: 'CREATE' as const },
      // Of one that is there, some policies ask what becomes.
      ...(object.kind === 'Namespace'
        ? [{ object, oldObject: object, operation: 'UPDATE' as const }]
        : []),
    ]),
  });
}
