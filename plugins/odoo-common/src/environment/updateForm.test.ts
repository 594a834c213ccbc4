import { specOf } from '../testUtils/environments';
import {
  environmentUpdateFormSchema,
  updateFieldOf,
  updateFormOf,
  updateFromForm,
} from './updateForm';

const SAID = { environment: 'harbour-civil/qa', reason: 'Month end' };

describe('updateFromForm', () => {
  it('names only what is to be another', () => {
    expect(
      updateFromForm({
        ...SAID,
        namedUsers: '60',
        schedule: ' ',
        hostnames: [null, ''],
      }),
    ).toEqual({
      kind: 'update',
      environment: 'harbour-civil/qa',
      spec: { users: { named: 60 } },
      reason: 'Month end',
    });
  });

  it('says of an environment what it is', () => {
    const spec = specOf({ restartedAt: '2026-11-23T08:00:00Z' });
    const { spec: said } = updateFromForm({ ...SAID, ...updateFormOf(spec) });
    expect(spec).toMatchObject(said);
    expect(Object.keys({ ...SAID, ...updateFormOf(spec) }).sort()).toEqual(
      Object.keys(environmentUpdateFormSchema.shape).sort(),
    );
  });
});

describe('updateFieldOf', () => {
  it.each([
    ['environment', 'environment'],
    ['spec.users.named', 'namedUsers'],
    ['spec.residency.1', 'residency'],
    ['spec.hostnames.0', 'hostnames'],
    ['spec.expires', 'expires'],
    ['spec.restartedAt', 'restartedAt'],
    ['reason', 'reason'],
    // Of other forms.
    ['spec.owner', undefined],
    ['spec.goldenPath', undefined],
  ])('%s is shown at %s', (path, field) => {
    expect(updateFieldOf(path)).toBe(field);
  });
});
