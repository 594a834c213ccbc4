import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import { EnvironmentSpec } from '../spec';
import { when } from './when';

/** A day that has come since it was set keeps nobody from another change, least of all from going back. */
export function checkExpiry(
  { expires }: EnvironmentSpec,
  { previous, now }: Pick<CheckFacts, 'previous' | 'now'>,
): FieldError[] {
  const today = now.toISOString().slice(0, 10);
  const isSet = expires !== previous?.expires;
  return when(isSet && expires !== 'never' && expires <= today, {
    path: 'spec.expires',
    message: 'lies in the past',
    accepted: `never, or a date after ${today}`,
  });
}
