import { ServiceUnavailableError } from '@backstage/errors';

/** Of one thing that was asked for the host makes no sense; that says nothing of whatever else it is asked. */
export class UnclearAnswer extends ServiceUnavailableError {}
