import { Comparison } from '@plumbline/plugin-odoo-common';
import { schemaMeaning } from '../schemaClass';

type Step = Pick<Comparison, 'from' | 'to' | 'step'>;

const seriesOf = (version: string) => Number.parseFloat(version);

/** A series is later by its number, also where a release of the one before came out after it. */
const isToLaterSeries = ({ from, to }: Step) =>
  seriesOf(to.release) > seriesOf(from.release);

/** What follows both names, so that nobody takes the step for another. */
export function stepSuffix(comparison: Step): string {
  const { from, to, step } = comparison;
  if (from.release === to.release) return ': the same release';
  if (isToLaterSeries(comparison)) return ', of a later series';
  return step.back ? ', which is back to an earlier release' : '';
}

/** What the step does to the database, in words. */
export function stepMeaning(comparison: Step): string {
  const { from, to, step } = comparison;
  if (from.release === to.release) {
    return 'Code and database schema are the same.';
  }
  if (!isToLaterSeries(comparison)) {
    return schemaMeaning(step.schemaClass, step.back);
  }
  const migrated = schemaMeaning(step.schemaClass);
  return `${migrated} A series upgrade leads there, where the record of ${to.release} names the series that it migrates from.`;
}
