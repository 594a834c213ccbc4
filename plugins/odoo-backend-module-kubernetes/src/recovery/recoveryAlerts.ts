import { Environment } from '@plumbline/plugin-odoo-common';
import { Listings } from '../records';

/** Value of the label `plumbline.dev/alerts` on rules about backups and archiving. */
const ABOUT = 'recovery';

/**
 * Names of the alerts on backups and archiving that are set up where the environment runs; none where no such
 * object can exist. Undefined when the rules could not be read.
 */
export function recoveryAlerts(
  { expectation: { namespace } }: Environment,
  listings: Listings,
): string[] | undefined {
  const unsaid =
    listings.state('prometheusRules') === 'not-listed' ||
    listings.unreadableIn('prometheusRules', namespace) !== undefined;
  if (unsaid) return undefined;
  const alerts = listings
    .inNamespace('prometheusRules', namespace)
    .filter(({ about }) => about === ABOUT)
    .flatMap(rule => rule.alerts);
  return [...new Set(alerts)];
}
