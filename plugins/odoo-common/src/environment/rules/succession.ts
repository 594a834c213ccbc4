import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import { EnvironmentSpec } from '../spec';
import { when } from './when';

/** What an environment cannot become: its data would be lost, or people would work on a moving schema. */
export function checkSuccession(
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
  { releases }: CheckFacts,
): FieldError[] {
  const shrinks = (['databaseGiB', 'filestoreGiB'] as const).filter(
    size => spec.data[size] < previous.data[size],
  );
  const release = releases.find(
    ({ metadata }) => metadata.name === spec.odoo.release,
  );
  return [
    ...shrinks.map(size => ({
      path: `spec.data.${size}`,
      message: `a volume cannot shrink; it has ${previous.data[size]} GiB`,
      accepted: `${previous.data[size]} or more`,
    })),
    ...when(spec.region !== previous.region, {
      path: 'spec.region',
      message: 'an environment stays in its region: its data lies there',
      accepted: previous.region,
    }),
    ...when(spec.odoo.series !== previous.odoo.series, {
      path: 'spec.odoo.series',
      message: 'a new series needs a clone that is migrated and cut over',
      accepted: previous.odoo.series,
    }),
    ...when(
      spec.odoo.series === previous.odoo.series &&
        spec.odoo.release !== previous.odoo.release &&
        release !== undefined &&
        release.spec.schemaClass !== 'none',
      {
        path: 'spec.odoo.release',
        message: `${spec.odoo.release} changes the schema (${release?.spec.schemaClass}): an update would migrate under live users`,
        accepted: `${previous.odoo.release}, or a release of schema class none`,
      },
    ),
  ];
}
