import { BlobItem } from '../../store';
import { balanceOf } from './balance';
import { Run } from './runs';

/** As restic 0.14 writes them: measured on real repositories. */
const BYTES_PER_ID = 46;
const blob = (name: string, size = 0): BlobItem => ({
  name,
  size,
  lastModified: new Date(0),
});

/** Runs by how many blobs each of their packs holds and how many ids their index names; packs count as ids. */
function balance(...runs: { packs: number[]; named?: number; open?: true }[]) {
  const blobs = new Map<string, number>();
  const built = runs.map(({ packs, named, open }, number): Run => {
    const items = packs.map((count, index) => {
      blobs.set(`${number}/${index}`, count);
      return blob(`${number}/${index}`);
    });
    return {
      snapshot: open ? undefined : blob(`snapshot ${number}`),
      packs: items,
      indexes: named ? [blob('index', 32 + named * BYTES_PER_ID)] : [],
    };
  });
  return balanceOf(built, blobs, false);
}

const night = { packs: [28, 6], named: 36 };
const nights = [night, night, night];

it.each([
  ['what every night leaves', [...nights], {}],
  [
    'a run that changed folders only',
    [...nights, { packs: [6], named: 7 }],
    {},
  ],
  ['a run that stored nothing new', [...nights, { packs: [] }], {}],
  [
    'a prune: one index for all there is',
    [
      { packs: [28, 6] },
      { packs: [28, 6] },
      { packs: [28, 6], named: 108 },
      night,
    ],
    {},
  ],
  [
    'two hosts at once: the packs of one are listed with the run of the other',
    [{ packs: [28, 6, 28], named: 36 }, { packs: [6], named: 36 }, night],
    {},
  ],
  [
    'a run that was killed before its index',
    [...nights, { packs: [28], open: true as const }],
    {},
  ],
  [
    'the large pack of a night is gone',
    [night, { packs: [6], named: 36 }, night],
    { missingPack: { run: 1 } },
  ],
  [
    'the small pack of a night is gone',
    [night, night, { packs: [28], named: 36 }],
    { doubtful: 2 },
  ],
  ['an index is gone', [night, { packs: [28, 6] }, night], { missingIndex: 1 }],
  [
    'the newest snapshot is gone',
    [night, night, { ...night, open: true as const }],
    { missingSnapshot: true },
  ],
])('%s', (_, runs, expected) => {
  const { missingPack, ...rest } = balance(...runs);
  expect({
    ...rest,
    ...(missingPack && { missingPack: { run: missingPack.run } }),
  }).toEqual({ missingSnapshot: false, ...expected });
});
