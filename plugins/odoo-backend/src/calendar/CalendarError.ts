import { CustomErrorBase } from '@backstage/errors';

/** A rule that a calendar file breaks; `line` counts from 1. */
export class CalendarError extends CustomErrorBase {
  readonly name = 'CalendarError';

  constructor(readonly line: number, readonly rule: string) {
    super(`line ${line}: ${rule}`);
  }
}
