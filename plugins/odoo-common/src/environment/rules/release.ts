import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import { EnvironmentSpec } from '../spec';
import { oneOf, when } from './when';

export function checkRelease(
  spec: EnvironmentSpec,
  { platform, releases }: CheckFacts,
): FieldError[] {
  const series = platform.series.map(({ name }) => name);
  const offered = releases
    .filter(
      release =>
        release.spec.series === spec.odoo.series &&
        release.spec.edition === spec.odoo.edition,
    )
    .map(({ metadata }) => metadata.name);
  return [
    ...when(!series.includes(spec.odoo.series), {
      path: 'spec.odoo.series',
      message: `${spec.odoo.series} is not a series of this platform`,
      accepted: oneOf(series),
    }),
    ...when(!offered.includes(spec.odoo.release), {
      path: 'spec.odoo.release',
      message: `${spec.odoo.release} is not a release of series ${spec.odoo.series}, edition ${spec.odoo.edition}, in the registry`,
      accepted: offered.length
        ? oneOf(offered.slice(0, 10))
        : 'none: the registry has no release of this series and edition',
    }),
  ];
}
