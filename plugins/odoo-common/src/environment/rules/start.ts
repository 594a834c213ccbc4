import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import { EnvironmentRef, formatEnvironmentRef } from '../ref';
import { EnvironmentSpec } from '../spec';
import { when } from './when';

const PRODUCTION = '/production';

/**
 * A production that was stopped stays so while its copy, or the one that it is a copy of, serves: both would send the
 * same mail, work off the same jobs and pay the same people, each with other figures.
 */
export function checkStart(
  ref: EnvironmentRef,
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
  { environments = new Map() }: Pick<CheckFacts, 'environments'>,
): FieldError[] {
  const own = formatEnvironmentRef(ref);
  const starts = previous.schedule === 'stopped' && spec.schedule !== 'stopped';
  if (!starts || ref.stage !== 'production') return [];
  const [serving] = [...environments]
    .filter(
      ([name, other]) =>
        name.endsWith(PRODUCTION) &&
        other.spec.schedule !== 'stopped' &&
        (other.spec.copyOf?.environment === own ||
          spec.copyOf?.environment === name),
    )
    .map(([name]) => name);
  return when(serving !== undefined, {
    path: 'spec.schedule',
    message: `${serving} serves with the data of ${own}, and two productions must not work with the same data: go back on the page of its series upgrade, which stops that one first; to look something up, restore a copy into another stage`,
    accepted: `stopped, until ${serving} is stopped or decommissioned`,
  });
}
