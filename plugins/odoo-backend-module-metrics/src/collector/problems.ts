import { businessMetric } from '@plumbline/plugin-odoo-common';
import { Collection } from '@plumbline/plugin-odoo-node';
import { KeptOutError } from '../prometheus';
import { Failure } from './readFigures';

/** A line for each figure that could not be asked for, with what follows from it. */
export function problemsOf(
  failures: readonly Failure[],
): Collection['problems'] {
  const figures = [...new Set(failures.map(({ figure }) => figure))];
  return figures.map(figure => {
    const own = failures.filter(failure => failure.figure === figure);
    const [{ error }] = own;
    const ages = own.some(({ moment }) => moment.weeksAgo === 0);
    return {
      kind: error instanceof KeptOutError ? 'no-permission' : 'failed',
      subject: businessMetric(figure),
      count: own.length,
      message: `${
        ages
          ? 'Could not be asked for, what depends on it ages'
          : 'Weeks before could not be asked for, so that it is shown and not judged'
      }: ${error.message}`,
    };
  });
}
