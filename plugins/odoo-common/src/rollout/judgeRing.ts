import { Duration } from 'luxon';
import { heldUntil } from '../environment/heldUntil';
import {
  EnvironmentRef,
  environmentRefSchema,
  formatEnvironmentRef,
} from '../environment/ref';
import { EnvironmentSpec } from '../environment/spec';
import { STAGES, Tier } from '../environment/stage';
import { Ring, ringOf } from '../platform/rings';
import { momentInWords } from '../recovery/words';
import type { Deployment } from '../release/deployment';
import { Judgement, finding, judgementOf } from '../release/judgement';

/** Where a release came to, with the tier that the environment had then. */
export type PlacedDeployment = Deployment & {
  tier: Tier;
  /** When another release followed it there, or the environment went: from then on it proves nothing more. */
  until?: string;
};

export interface RingFacts {
  /** In the order in which a release travels. */
  rings: readonly Ring[];
  environment: EnvironmentRef;
  spec: Pick<EnvironmentSpec, 'tier' | 'hold'>;
  version: string;
  /** Everywhere that this release came to. */
  deployments: readonly PlacedDeployment[];
  /** Every environment of the release's series and edition. */
  fleet: readonly (EnvironmentRef & { tier: Tier })[];
  now: Date;
}

interface Placed extends PlacedDeployment {
  ref: EnvironmentRef;
  /** Place of its ring in the order. */
  place: number;
}

/**
 * Whether a release has earned its way to an environment: verified for the soak time in the ring before, or in an
 * earlier stage of the tenant itself, with no more failures on the way than each ring may have. Time in which nobody
 * could tell how it does is no soak time.
 */
export function judgeRing(facts: RingFacts): Judgement {
  const { rings, environment, spec, version, now } = facts;
  const name = formatEnvironmentRef(environment);
  const own = ringOf(rings, environment, spec.tier);
  if (!own) {
    const detail = `no ring takes ${name} in: add it to one under odoo.platform.rings`;
    return judgementOf([finding('error', 'Ring', detail)], '');
  }
  const place = rings.indexOf(own);
  const placed = placedIn(facts);
  const held = heldUntil(spec, now);
  const findings = [
    finding('note', 'Ring', `${name} is of the ring ${own.title}`),
    ...(held
      ? [
          finding(
            'fail',
            'Hold',
            `${name} is held up to and with ${held}: an update takes the hold away`,
          ),
        ]
      : []),
    ...budgetsUpTo(place, placed, facts),
    soakOf(place, placed, facts),
  ];
  const soaked = findings[findings.length - 1].detail ?? '';
  return judgementOf(findings, `${version}: ${soaked}`);
}

function placedIn({ rings, deployments }: RingFacts): Placed[] {
  return deployments.flatMap(deployment => {
    const ref = environmentRefSchema.safeParse(deployment.environment).data;
    const ring = ref && ringOf(rings, ref, deployment.tier);
    return ref && ring
      ? [{ ...deployment, ref, place: rings.indexOf(ring) }]
      : [];
  });
}

function budgetsUpTo(
  place: number,
  placed: readonly Placed[],
  { rings }: RingFacts,
) {
  return rings.slice(0, place + 1).flatMap((ring, index) => {
    const failed = placed.filter(
      each => each.place === index && each.outcome === 'failed',
    );
    if (failed.length === 0) return [];
    const where = failed.map(({ environment }) => environment).join(', ');
    const said = `failed in ${where}; ${ring.failureBudget} may fail`;
    return failed.length > ring.failureBudget
      ? [
          finding(
            'fail',
            `Failures in ${ring.title}`,
            `${said}: promote a release that mends it`,
          ),
        ]
      : [finding('note', `Failures in ${ring.title}`, said)];
  });
}

/** The nearest ring before that has anybody who could verify the release; undefined: there is none. */
function ringBefore(
  place: number,
  { rings, fleet }: RingFacts,
): number | undefined {
  const peopled = new Set(
    fleet.flatMap(member => {
      const ring = ringOf(rings, member, member.tier);
      return ring ? [rings.indexOf(ring)] : [];
    }),
  );
  return rings
    .map((_, index) => index)
    .slice(0, place)
    .filter(index => peopled.has(index))
    .at(-1);
}

function soakOf(place: number, placed: readonly Placed[], facts: RingFacts) {
  const { rings, environment } = facts;
  if (place === 0) {
    return finding('pass', 'Soak', `${rings[0].title} is the first ring`);
  }
  const before = ringBefore(place, facts);
  const proving = placed.filter(
    each => each.place === before || isOwnEarlierStage(each.ref, environment),
  );
  // What nobody judged when it came ran beside the gates: that it runs says nothing of what they would have said.
  const proofs = proving
    .filter(({ kind }) => kind !== 'unledgered')
    .flatMap(each => proofOf(each, facts));
  const [first] = proofs.sort((a, b) => a.soaksUntil - b.soaksUntil);
  if (first) {
    return finding(first.soaked ? 'pass' : 'fail', 'Soak', first.detail);
  }
  const running = proving.filter(
    ({ kind, outcome }) => kind !== 'unledgered' && outcome === 'running',
  );
  if (running.length > 0) {
    const [{ environment: where, appliedAt }] = running;
    return finding(
      'fail',
      'Soak',
      `not verified yet: it came to ${where} at ${momentInWords(appliedAt)}`,
    );
  }
  const pushed = proving.find(({ kind }) => kind === 'unledgered');
  if (pushed) {
    return finding(
      'fail',
      'Soak',
      `it came to ${pushed.environment} past change control, which proves nothing: promote it there`,
    );
  }
  return finding(
    'fail',
    'Soak',
    before === undefined
      ? 'no environment of its series and edition is in a ring before, so nobody has proven it'
      : `not verified in ${rings[before].title}: promote it there first`,
  );
}

function isOwnEarlierStage(
  { tenant, stage }: EnvironmentRef,
  environment: EnvironmentRef,
): boolean {
  return (
    tenant === environment.tenant &&
    STAGES.indexOf(stage) < STAGES.indexOf(environment.stage)
  );
}

/** What one verified deployment proves, and from when on it is enough; `Infinity`: nobody sees it any more. */
function proofOf(
  { outcome, verifiedAt, unseenSince, until, environment, place }: Placed,
  { rings, now }: RingFacts,
) {
  // One that sleeps now was seen until it did.
  const wasSeen = outcome === 'unknown' && unseenSince !== undefined;
  if (outcome !== 'verified' && !wasSeen) return [];
  if (verifiedAt === undefined) return [];
  const { soak, title } = rings[place];
  const since = Date.parse(verifiedAt);
  const enoughAt = since + Duration.fromISO(soak).toMillis();
  const goneAt = until ? Date.parse(until) : Infinity;
  const unseenAt = unseenSince ? Date.parse(unseenSince) : Infinity;
  const seenUntil = Math.min(goneAt, unseenAt);
  const soaked = enoughAt <= Math.min(now.getTime(), seenUntil);
  const verified = `verified in ${title} (${environment}) since ${momentInWords(
    verifiedAt,
  )}`;
  const moment = (at: number) => momentInWords(new Date(at).toISOString());
  const [left, soaksUntil] =
    seenUntil >= enoughAt
      ? [`soaks until ${moment(enoughAt)}`, enoughAt]
      : [
          goneAt <= unseenAt
            ? `there only until ${moment(goneAt)}`
            : `not seen since ${moment(unseenAt)}: see Sources`,
          Infinity,
        ];
  const detail = soaked ? verified : `${verified}, ${left}`;
  return [{ soaked, soaksUntil, detail }];
}
