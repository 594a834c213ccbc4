import { CustomErrorBase } from '@backstage/errors';

/** What is wrong with a calendar file; `line` counts from 1. */
export class CalendarError extends CustomErrorBase {
  readonly name = 'CalendarError';

  constructor(line: number, rule: string) {
    super(`line ${line}: ${rule}`);
  }
}
