import { z } from 'zod';
import { environmentSpecSchema } from '../environment/spec';
import { acceptedBySpecField } from '../environment/specFields';
import { toFieldErrors } from './fieldError';

const errorsOf = (value: unknown) => {
  const { error } = environmentSpecSchema.safeParse(value);
  return Object.fromEntries(
    toFieldErrors(error as z.ZodError, acceptedBySpecField, 'spec').map(
      ({ path, message, accepted }) => [path, `${message} (${accepted})`],
    ),
  );
};

it('says in words which rule every field breaks and what it takes', () => {
  const errors = errorsOf({
    goldenPath: 'latest',
    owner: 7,
    legalEntities: [],
    businessServices: ['laundry'],
    tier: 9,
    users: { named: 0, guests: 1 },
    data: { databaseGiB: 99999, filestoreGiB: 1.5 },
    hostnames: ['a.b.example', 'not a host'],
    expires: 'soon',
  });
  expect(errors).toMatchObject({
    'spec.goldenPath': 'has the wrong form (a version like 1.0)',
    'spec.owner':
      'must be a string (an entity reference like group:default/harbour-civil-erp)',
    'spec.legalEntities':
      'must have at least 1 entries (1 to 20 legal entities with different ids)',
    'spec.users.named': 'must be at least 1 (a whole number from 1 to 5000)',
    'spec.users.guests': 'is not a field of this object (nothing: remove it)',
    'spec.data.databaseGiB':
      'must be at most 16384 (a whole number of GiB from 1 to 16384)',
    'spec.data.filestoreGiB':
      'must be a whole number (a whole number of GiB from 1 to 65536)',
    'spec.hostnames.1':
      'has the wrong form (a lower-case host name like erp.harbour-civil.example)',
    'spec.odoo': expect.stringContaining('is missing'),
  });
  for (const text of Object.values(errors)) {
    expect(text).not.toMatch(/Invalid|Too (small|big)|\/\^|see the API/);
  }
});
