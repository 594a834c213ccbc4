import { FieldError } from '../../validation/fieldError';
import { EnvironmentSpec } from '../spec';
import { when } from './when';

export function checkExpiry(spec: EnvironmentSpec, now: Date): FieldError[] {
  const today = now.toISOString().slice(0, 10);
  return when(spec.expires !== 'never' && spec.expires <= today, {
    path: 'spec.expires',
    message: 'lies in the past',
    accepted: `never, or a date after ${today}`,
  });
}
