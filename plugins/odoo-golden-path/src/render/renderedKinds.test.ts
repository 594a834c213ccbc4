import {
  EXAMPLE_REF,
  exampleSpec,
  filesFor,
  renderInputFor,
  restoreTestInputFor,
} from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { renderRestoreTest } from '../restoreTest/renderRestoreTest';
import { renderEnvironment } from './renderEnvironment';
import { RENDERED_KINDS } from './renderedKinds';

const ofFlux = exampleSpec({
  region: 'westeurope',
  recoveryRegion: 'northeurope',
});
const managed = exampleSpec({ database: { kind: 'flexible-server' } });
const shared = exampleSpec({ tenancy: 'shared' });
const migrating = {
  schema: 1,
  step: { from: '18.0-2026.10.1', class: 'additive' as const },
};
const asleep = exampleSpec({ tier: 4, schedule: 'office-hours' });

describe('RENDERED_KINDS', () => {
  it('names what is rendered with everything switched on, and nothing else', () => {
    const rendered = objectsIn([
      ...renderEnvironment(renderInputFor()),
      ...renderEnvironment(renderInputFor(ofFlux)),
      ...filesFor(renderInputFor(managed, EXAMPLE_REF, undefined, migrating)),
      ...filesFor(renderInputFor(shared)),
      ...renderEnvironment(
        renderInputFor(exampleSpec(), EXAMPLE_REF, undefined, migrating),
      ),
      ...renderEnvironment(
        renderInputFor(asleep, { tenant: 'harbour-civil', stage: 'qa' }),
      ),
      ...renderRestoreTest(restoreTestInputFor()),
    ]).map(({ apiVersion, kind }) => {
      const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
      return `${group}/${kind}`;
    });
    expect([...new Set(rendered)].sort()).toEqual([...RENDERED_KINDS].sort());
  });
});
