import { ProbeId } from '@plumbline/plugin-odoo-common';
import fc from 'fast-check';
import { KINDS, KindId } from '../records';
import { environment } from '../__testUtils__/environment';
import { judge, listingsOf } from '../__testUtils__/judge';
import { RawObject, World, healthyWorld } from '../__testUtils__/objects';

const planned = environment();
const kinds = Object.keys(KINDS) as KindId[];

/** The probes that stand for a planned object, by kind and name. */
const STAND_FOR: [KindId, string, ProbeId[]][] = [
  ['deployments', 'odoo-web', ['web.ready', 'rollout.progress']],
  ['deployments', 'odoo-cron', ['cron.ready', 'rollout.progress']],
  ['certificates', 'odoo-tls', ['ingress.certificate']],
  ['externalSecrets', 'odoo-conf', ['secrets.synced']],
  [
    'databaseClusters',
    'odoo-db',
    ['database.phase', 'database.replicas', 'database.archiving'],
  ],
  ['resourceQuotas', 'tenant-quota', ['quota.usage']],
  ['applications', 'acme-production', ['gitops.sync', 'gitops.health']],
];

/** Each kind: not listed, not installed, or listed with some of its objects, some of them broken. */
const worlds = fc.record({
  listed: fc.record(
    Object.fromEntries(
      kinds.map(kind => [
        kind,
        fc.constantFrom(
          'listed',
          'listed',
          'listed',
          'not-listed',
          'not-installed',
        ),
      ]),
    ),
  ),
  kept: fc.infiniteStream(fc.constantFrom('kept', 'kept', 'dropped', 'broken')),
});

describe('What was planned and is not there', () => {
  it('is never ok, whatever else is there', () => {
    fc.assert(
      fc.property(worlds, ({ listed, kept }) => {
        const world: World = {};
        for (const kind of kinds) {
          if (listed[kind] !== 'listed') continue;
          world[kind] = (healthyWorld(planned)[kind] ?? []).flatMap(object =>
            keep(object, kept.next().value),
          );
        }
        const missing = kinds.filter(kind => listed[kind] === 'not-installed');
        const listings = listingsOf(world, missing);
        const found = judge(planned, listings);
        const judged = STAND_FOR.flatMap(([kind, name, probes]) => {
          const here = world[kind]?.some(
            object => object.metadata.name === name && !('broken' in object),
          );
          return here
            ? []
            : probes.map(probe => ({
                probe,
                listed: listed[kind],
                status: found.get(probe)?.status,
              }));
        });
        expect(judged.filter(wrong)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

interface Judged {
  probe: ProbeId;
  listed: string;
  status?: string;
}

/** What a probe must not say about an object that is not there. */
function wrong({ listed, status }: Judged): boolean {
  // A kind that was not listed says nothing at all: the last observation ages.
  if (listed === 'not-listed') return status !== undefined;
  if (listed === 'not-installed') {
    return status !== undefined && status !== 'unknown';
  }
  return status === 'ok' || status === 'degraded';
}

function keep(object: RawObject, fate: string): RawObject[] {
  if (fate === 'kept') return [object];
  return fate === 'dropped'
    ? []
    : [{ ...object, status: 'broken' as never, ...{ broken: true } }];
}
