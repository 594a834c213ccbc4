import { Environment } from '@plumbline/plugin-odoo-common';
import { CollectedRecoveryFact } from '@plumbline/plugin-odoo-node';
import { KindId, Listings } from '../records';
import { controllerClaim } from './controllerClaim';
import { recoveryAlerts } from './recoveryAlerts';

/** What must be listed to tell of the recovery of these environments. */
export function recoveryKinds(environments: readonly Environment[]): KindId[] {
  if (environments.length === 0) return [];
  const operated = environments.some(
    ({ expectation }) => expectation.database?.kind === 'cloudnative-pg',
  );
  return operated
    ? ['prometheusRules', 'databaseClusters', 'objectStores']
    : ['prometheusRules'];
}

/** What the cluster tells of the recovery of one environment. */
export function recoveryFacts(
  environment: Environment,
  listings: Listings,
): CollectedRecoveryFact[] {
  const { tenant, stage } = environment;
  const of = { tenant, stage };
  const claim = controllerClaim(environment, listings);
  const rules = recoveryAlerts(environment, listings);
  return [
    ...(claim
      ? [{ environment: of, fact: { kind: 'controller', claim } as const }]
      : []),
    ...(rules
      ? [{ environment: of, fact: { kind: 'alerting', rules } as const }]
      : []),
  ];
}
