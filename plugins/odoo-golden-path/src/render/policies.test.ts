import { PolicyVerdict } from '@plumbline/plugin-odoo-policy';
import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import {
  examplePlatform,
  filesFor,
  renderInputFor,
} from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { judge, starterPolicies } from '../__testUtils__/policies';
import { renderFluxFreezes } from '../gitops/fluxFreezes';
import { renderSyncWindows } from '../gitops/syncWindows';

describe('the starter policies', () => {
  it('hold for every object of every environment, and each has something to judge', () => {
    expect(starterPolicies.errors).toEqual([]);
    const held = new Set<string>();
    fc.assert(
      fc.property(environment, ({ ref, spec, upgrade }) => {
        const results = judge(
          objectsIn(filesFor(renderInputFor(spec, ref, undefined, upgrade))),
        );
        const by = (...verdicts: PolicyVerdict[]) =>
          results.filter(({ verdict }) => verdicts.includes(verdict));
        expect(by('fail', 'error')).toEqual([]);
        for (const { policy } of by('pass')) held.add(policy);
      }),
      { numRuns: 50 },
    );
    expect([...held].sort()).toEqual(
      starterPolicies.policies
        .map(({ metadata }) => metadata.name)
        // Judges one account's writes, and of what comes from Git nobody is known to write.
        .filter(name => name !== 'freezer-only-suspends')
        .sort(),
    );
  }, 60_000);

  it.each([
    ['of no environment', []],
    ['of one', [{ name: 'rail-production', keeps: true }]],
  ])('let the root of a cluster apply what keeps freezes %s', (_, found) => {
    const input = {
      platform: examplePlatform(),
      cluster: 'aks-west-1',
      asOf: 0,
      knownUntil: 0,
      tenants: [{ tenant: 'rail', environments: found }],
    };
    const image = `registry.example/restore-test@sha256:${'a'.repeat(64)}`;
    const objects = objectsIn([
      renderSyncWindows(input),
      renderFluxFreezes(input, image),
    ]).map(object => ({
      ...object,
      metadata: {
        ...object.metadata,
        labels: { 'kustomize.toolkit.fluxcd.io/name': 'root' },
      },
    }));
    const byRoot = judge(objects).filter(
      ({ policy }) => policy === 'roots-apply-entries',
    );
    expect(byRoot.map(({ verdict }) => verdict)).toEqual(
      objects.map(() => 'pass'),
    );
  });
});
