import { Environment, ProbeId } from '@plumbline/plugin-odoo-common';
import { CollectedObservation } from '@plumbline/plugin-odoo-node';
import { Warnings } from '../events';
import { observe } from '../probes';
import { KINDS, KindId, Listings } from '../records';
import { NOW } from './environment';
import { World, healthyWorld } from './objects';

/** Listings of a world: kinds that the world leaves out were not listed. */
export function listingsOf(
  world: World,
  notInstalled: readonly KindId[] = [],
): Listings {
  const listings = new Listings();
  for (const kind of Object.keys(KINDS) as KindId[]) {
    const objects = world[kind];
    if (!objects) continue;
    const index = Listings.indexOf(kind);
    for (const object of objects) index.add(object);
    listings.setListed(kind, index);
  }
  for (const kind of notInstalled) listings.setNotInstalled(kind);
  return listings;
}

/** What every planned probe says about a world. */
export function judge(
  environment: Environment,
  listings: Listings,
  now: Date = NOW,
  warnings: Warnings = new Warnings(),
): Map<ProbeId, CollectedObservation> {
  const observations = observe({
    environment,
    expectation: environment.expectation,
    listings,
    warnings,
    cluster: {
      latencyMs: 12.3,
      skewMs: 0,
      support: new Map([['1.32', Date.parse('2026-12-01')]]),
      version: 'v1.32.4',
      argoCdUrl: 'https://argocd.example/',
    },
    now: now.getTime(),
  });
  return new Map(observations.map(entry => [entry.probe, entry]));
}

/** What one probe says about a healthy world in which some kinds are replaced. */
export function look(
  world: World,
  probe: ProbeId,
  plan: Environment,
): CollectedObservation | undefined {
  const listings = listingsOf({ ...healthyWorld(plan), ...world });
  return judge(plan, listings).get(probe);
}
