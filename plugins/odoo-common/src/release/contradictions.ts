import type { ReleaseEvidence } from './evidence';

/** What a record says that is looked at for contradictions. */
interface Claims {
  metadata: { name: string };
  spec: {
    series: string;
    follows?: string;
    upgrade?: { from: string[] };
    digest: string;
    modules: { name: string; depends?: string[] }[];
    evidence?: ReleaseEvidence;
  };
}

export interface Contradiction {
  path: (string | number)[];
  message: string;
}

const when = (
  condition: unknown,
  contradiction: Contradiction,
): Contradiction[] => (condition ? [contradiction] : []);

/** Places of the values that stand before already. */
function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}

/** Where a record contradicts itself: nobody knows which half is true, so none of it is believed. */
export function contradictionsOf(release: Claims): Contradiction[] {
  const { evidence = {} } = release.spec;
  return [
    ...nameContradictions(release),
    ...moduleContradictions(release),
    ...scanContradictions(evidence),
    ...rehearsalContradictions(release),
  ];
}

function nameContradictions({ metadata, spec }: Claims): Contradiction[] {
  const { signature } = spec.evidence ?? {};
  return [
    ...when(!metadata.name.startsWith(`${spec.series}-`), {
      path: ['metadata', 'name'],
      message: `${metadata.name} is not of series ${spec.series}: it must begin with ${spec.series}-`,
    }),
    ...when(spec.follows === metadata.name, {
      path: ['spec', 'follows'],
      message: 'is this release',
    }),
    ...(spec.upgrade?.from ?? []).flatMap((from, index) =>
      // Series are two digits, a point and one: as text they are in order.
      when(from >= spec.series, {
        path: ['spec', 'upgrade', 'from', index],
        message: `${from} is not older than ${spec.series}: nothing is migrated back`,
      }),
    ),
    ...when(signature && signature.signedDigest !== spec.digest, {
      path: ['spec', 'evidence', 'signature', 'signedDigest'],
      message: 'is not spec.digest: another image was signed',
    }),
  ];
}

function moduleContradictions({ spec }: Claims): Contradiction[] {
  const { modules, evidence } = spec;
  const names = modules.map(({ name }) => name);
  const known = new Set(names);
  const { moduleGraph } = evidence ?? {};
  const found = repeated(names).map(index => ({
    path: ['spec', 'modules', index, 'name'],
    message: `${names[index]} is listed twice`,
  }));
  if (!moduleGraph?.complete) return found;
  return [
    ...found,
    ...when(moduleGraph.missing.length > 0, {
      path: ['spec', 'evidence', 'moduleGraph', 'complete'],
      message: `cannot be true while missing names ${moduleGraph.missing.at(
        0,
      )}`,
    }),
    ...modules.flatMap(({ name, depends = [] }, index) =>
      depends.flatMap((needed, place) =>
        when(!known.has(needed), {
          path: ['spec', 'modules', index, 'depends', place],
          message: `${name} needs ${needed}, which is not among the modules, and moduleGraph.complete is true`,
        }),
      ),
    ),
  ];
}

function scanContradictions({ scan }: ReleaseEvidence): Contradiction[] {
  if (!scan) return [];
  const { fixableCriticals, findings } = scan;
  const path = ['spec', 'evidence', 'scan', 'fixableCriticals'];
  const ids = fixableCriticals.map(item => `${item.id} in ${item.package}`);
  return [
    ...when(fixableCriticals.length > findings.critical, {
      path,
      message: `names ${fixableCriticals.length}, of ${findings.critical} critical findings`,
    }),
    ...repeated(ids).map(index => ({
      path: [...path, index],
      message: `${ids[index]} is listed twice`,
    })),
  ];
}

function rehearsalContradictions({ metadata, spec }: Claims): Contradiction[] {
  return (spec.evidence?.rehearsals ?? []).flatMap((rehearsal, index) => {
    const path = ['spec', 'evidence', 'rehearsals', index];
    return [
      ...when(rehearsal.from === metadata.name, {
        path: [...path, 'from'],
        message: 'is this release: nothing was migrated',
      }),
      ...when(
        Date.parse(rehearsal.copyTakenAt) > Date.parse(rehearsal.startedAt),
        {
          path: [...path, 'copyTakenAt'],
          message: 'is after startedAt: the copy did not exist yet',
        },
      ),
    ];
  });
}
