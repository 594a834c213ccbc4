import { EnvironmentRef, Tier } from '@plumbline/plugin-odoo-common';

/** A runbook of the company; what it does not name it is good for. */
export interface Runbook {
  title: string;
  url: string;
  tenant?: string;
  stage?: string;
  tier?: number;
}

/** The runbook that was written most closely for the environment: its tenant counts before stage and tier. */
export function runbookFor(
  runbooks: readonly Runbook[],
  environment: EnvironmentRef & { tier: Tier },
): Pick<Runbook, 'title' | 'url'> | null {
  const closeness = ({ tenant, stage, tier }: Runbook) =>
    (tenant === undefined ? 0 : 4) +
    (stage === undefined ? 0 : 2) +
    (tier === undefined ? 0 : 1);
  const [closest] = runbooks
    .filter(
      ({ tenant, stage, tier }) =>
        (tenant ?? environment.tenant) === environment.tenant &&
        (stage ?? environment.stage) === environment.stage &&
        (tier ?? environment.tier) === environment.tier,
    )
    .sort((a, b) => closeness(b) - closeness(a));
  return closest ? { title: closest.title, url: closest.url } : null;
}
