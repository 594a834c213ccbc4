import { EnvironmentSpec } from './spec';

/** The day up to which, and with which, no release is promoted to the environment; undefined: it is not held now. */
export function heldUntil(
  { hold }: Pick<EnvironmentSpec, 'hold'>,
  now: Date,
): string | undefined {
  const today = now.toISOString().slice(0, 10);
  return hold && hold !== 'none' && hold >= today ? hold : undefined;
}
