import { FieldError } from '../../validation/fieldError';
import { EnvironmentRef } from '../ref';
import { EnvironmentSpec } from '../spec';
import { when } from './when';

export function checkProduction(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
): FieldError[] {
  if (ref.stage !== 'production') return [];
  return [
    ...when(spec.tier === 4, {
      path: 'spec.tier',
      message: 'production is never tier 4: it would be rebuilt, not restored',
      accepted: '1, 2 or 3',
    }),
    ...when(spec.schedule === 'office-hours', {
      path: 'spec.schedule',
      message: 'production does not sleep at night',
      accepted: 'always, or stopped',
    }),
    ...when(spec.expires !== 'never', {
      path: 'spec.expires',
      message: 'production does not expire',
      accepted: 'never',
    }),
  ];
}
