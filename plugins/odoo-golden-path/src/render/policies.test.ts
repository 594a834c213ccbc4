import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  PolicyVerdict,
  evaluatePolicies,
  parsePolicyFiles,
} from '@plumbline/plugin-odoo-policy';
import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import { renderInputFor } from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { renderEnvironment } from './renderEnvironment';

const POLICIES = resolve(__dirname, '../../../odoo-policy/policies');

const { policies, bindings, params, errors } = parsePolicyFiles(
  readdirSync(POLICIES)
    .filter(file => file.endsWith('.yaml'))
    .map(file => ({
      file,
      content: readFileSync(resolve(POLICIES, file), 'utf8'),
    })),
);

describe('the starter policies', () => {
  it('hold for every object of every environment, and each has something to judge', () => {
    expect(errors).toEqual([]);
    fc.assert(
      fc.property(environment, ({ ref, spec }) => {
        const results = evaluatePolicies({
          policies,
          bindings,
          params,
          namespaces: [],
          objects: objectsIn(renderEnvironment(renderInputFor(spec, ref))).map(
            object => ({ object, operation: 'CREATE' as const }),
          ),
        });
        const by = (...verdicts: PolicyVerdict[]) =>
          results.filter(({ verdict }) => verdicts.includes(verdict));
        expect(by('fail', 'error')).toEqual([]);
        expect(new Set(by('pass').map(({ policy }) => policy))).toEqual(
          new Set(policies.map(({ metadata }) => metadata.name)),
        );
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
