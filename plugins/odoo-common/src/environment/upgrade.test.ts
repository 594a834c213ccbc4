import { releaseOf } from '../testUtils';
import {
  Upgrade,
  judgeImageRollBack,
  judgeSchemaLeft,
  nextUpgrade,
  stepBetween,
  takenBack,
  upgradeOfCopy,
} from './upgrade';

const releases = [
  releaseOf('18.0-2026.9.1', { schemaClass: 'breaking' }),
  releaseOf('18.0-2026.10.1', { schemaClass: 'none' }),
  releaseOf('18.0-2026.11.1', { schemaClass: 'additive' }),
  releaseOf('18.0-2026.12.1', { schemaClass: 'none' }),
  releaseOf('18.0-2027.1.1', { schemaClass: 'breaking' }),
  // Of others: they say nothing of the construction edition.
  releaseOf('18.0-2026.11.9', { schemaClass: 'breaking', edition: 'rail' }),
  releaseOf('19.0-2026.11.9', { schemaClass: 'breaking' }),
];
const release = (name: string) =>
  releases.find(({ metadata }) => metadata.name === `18.0-${name}`)!;
const step = (from: string, to: string) =>
  stepBetween(release(from), release(to), releases);

describe('stepBetween', () => {
  it.each([
    ['2026.9.1', '2026.10.1', false, 'none'],
    // The release in between changes the schema, whatever the last one says of itself.
    ['2026.10.1', '2026.12.1', false, 'additive'],
    ['2026.10.1', '2027.1.1', false, 'breaking'],
    ['2026.12.1', '2026.11.1', true, 'none'],
    ['2026.11.1', '2026.10.1', true, 'additive'],
    ['2026.10.1', '2026.11.9', false, 'breaking'],
  ])('from %s to %s', (from, to, back, schemaClass) => {
    expect(step(from, to)).toEqual({ back, schemaClass });
  });

  it.each([
    ['2026.11.1', '2026.10.2', true, 'additive'],
    ['2026.10.2', '2026.11.1', true, 'additive'],
    // Newer by both orders, and what the hotfix lacks lies between by name alone.
    ['2026.10.2', '2026.12.1', false, 'additive'],
  ])(
    'from %s to %s, one of them a hotfix of an older line, is not forward unless name and date say so',
    (from, to, back, schemaClass) => {
      const hotfix = releaseOf('18.0-2026.10.2', {
        releasedAt: '2026-11-20T08:00:00Z',
        schemaClass: 'none',
      });
      const all = [
        ...['2026.10.1', '2026.11.1', '2026.12.1'].map(name => {
          const [year, month] = name.split('.');
          const { schemaClass: own } = release(name).spec;
          return releaseOf(`18.0-${name}`, {
            releasedAt: `${year}-${month}-02T08:00:00Z`,
            schemaClass: own,
          });
        }),
        hotfix,
      ];
      const named = (name: string) =>
        all.find(({ metadata }) => metadata.name === `18.0-${name}`)!;
      expect(stepBetween(named(from), named(to), all)).toEqual({
        back,
        schemaClass,
      });
    },
  );
});

describe('nextUpgrade', () => {
  const next = (
    present: Parameters<typeof nextUpgrade>[0],
    from: string,
    to: string,
    taken = true,
  ) => nextUpgrade(present, release(from), release(to), { releases, taken });

  it('counts the steps that change the schema, and those alone', () => {
    const first = next(undefined, '2026.10.1', '2026.11.1');
    expect(first).toEqual({
      schema: 1,
      step: { from: '18.0-2026.10.1', class: 'additive' },
    });
    const rolling = next(first, '2026.11.1', '2026.12.1');
    expect(rolling).toMatchObject({ schema: 1, step: { class: 'none' } });
    const back = next(rolling, '2026.12.1', '2026.11.1');
    expect(back).toMatchObject({ schema: 1, step: { class: 'roll-back' } });
    expect(next(back, '2026.11.1', '2027.1.1')?.schema).toBe(2);
  });

  it('is over with the next change: another one must not stop anybody again', () => {
    const last = next(undefined, '2026.10.1', '2026.11.1');
    expect(next(last, '2026.11.1', '2026.11.1')).toEqual({ schema: 1 });
    expect(next(undefined, '2026.11.1', '2026.11.1')).toBeUndefined();
  });

  it('never counts to a number that somebody pushed: the database may have it, and no migration with it', () => {
    const known: Upgrade = { schema: 1 };
    for (const pushed of [0, known.schema]) {
      expect(takenBack(known, pushed)).toEqual(known);
    }
    const back = takenBack(known, 3);
    expect(back).toEqual({ schema: 1, used: 3 });
    expect(takenBack(undefined, 3)).toEqual({ schema: 0, used: 3 });
    expect(takenBack(back, 2)).toEqual(back);
    const same = next(back, '2026.10.1', '2026.10.1');
    expect(same).toEqual(back);
    const rolling = next(back, '2026.11.1', '2026.12.1');
    expect(rolling).toMatchObject({ schema: 1, used: 3 });
    expect(next(rolling, '2026.12.1', '2027.1.1')).toEqual({
      schema: 4,
      step: { from: '18.0-2026.12.1', class: 'breaking' },
    });
  });

  it('stays open until it is known to be taken, whatever is changed meanwhile', () => {
    const last = next(undefined, '2026.10.1', '2026.11.1');
    expect(next(last, '2026.11.1', '2026.11.1', false)).toEqual(last);
    // The release after it changes no schema, and the database still has to come to the one before.
    expect(next(last, '2026.11.1', '2026.12.1', false)).toEqual(last);
    expect(next(last, '2026.11.1', '2027.1.1', false)).toEqual({
      schema: 2,
      step: { from: '18.0-2026.10.1', class: 'breaking' },
    });
    const rolling = next(undefined, '2026.9.1', '2026.10.1');
    expect(next(rolling, '2026.10.1', '2026.10.1', false)).toEqual({
      schema: 0,
    });
  });
});

describe('the schema that a roll-back leaves', () => {
  // Its predecessor alone was tried on what it added.
  const additive = releaseOf('18.0-2026.11.1', {
    schemaClass: 'additive',
    compatibleWith: ['18.0-2026.10.1'],
  });
  const [first, second, hotfix, last] = [
    releaseOf('18.0-2026.9.1', { schemaClass: 'none' }),
    releaseOf('18.0-2026.10.1', { schemaClass: 'none' }),
    releaseOf('18.0-2026.10.2', { schemaClass: 'none' }),
    releaseOf('18.0-2026.12.1', { schemaClass: 'none' }),
  ];
  const all = [first, second, hotfix, additive, last];
  const go = (present: Upgrade | undefined, from = additive, to = second) =>
    nextUpgrade(present, from, to, { releases: all, taken: true });
  const fits = (present: Upgrade | undefined, to: typeof second) =>
    judgeSchemaLeft(present, second, to, all).allowed;
  const back = go({ schema: 1 });

  it.each<[string, Upgrade | undefined]>([
    ['right after it', back],
    ['after a change of something else', go(back, second, second)],
    [
      'by a document from before this was written down',
      { schema: 1, step: { from: additive.metadata.name, class: 'roll-back' } },
    ],
  ])('keeps out what was never tried on it, %s', (_, present) => {
    // From what runs, each of them is a step that changes no schema.
    expect(judgeImageRollBack(second, first, all).allowed).toBe(true);
    expect(fits(present, first)).toBe(false);
    expect(fits(present, hotfix)).toBe(false);
    expect(fits(present, additive)).toBe(true);
    expect(fits(present, last)).toBe(true);
  });

  it('is over with the release that brought it, or one after it', () => {
    expect(back).toMatchObject({ schemaOf: additive.metadata.name });
    for (const to of [additive, last]) {
      expect(go(back, second, to)).not.toHaveProperty('schemaOf');
    }
    expect(go(undefined, first, second)).not.toHaveProperty('schemaOf');
  });

  it('comes to a copy with the data, until a release after it runs there', () => {
    const source = { release: second, upgrade: back };
    expect(upgradeOfCopy(source, second, all)).toEqual({
      schema: 0,
      schemaOf: additive.metadata.name,
    });
    expect(upgradeOfCopy(source, last, all)).toBeUndefined();
    expect(upgradeOfCopy({ release: second }, second, all)).toBeUndefined();
  });

  it('is not known once the record of its release is gone', () => {
    const gone = { schema: 1, schemaOf: '18.0-2026.11.9' };
    expect(judgeSchemaLeft(gone, second, first, all)).toEqual({
      allowed: false,
      because: expect.stringContaining('the registry no longer has'),
    });
  });
});

describe('judgeImageRollBack', () => {
  const judge = (from: string, to: string, compatibleWith?: string[]) => {
    const document = release(from);
    const newer = { ...document, spec: { ...document.spec, compatibleWith } };
    return judgeImageRollBack(newer, release(to), releases).allowed;
  };

  it('does not go over a release that nobody recorded', () => {
    const older = releaseOf('18.0-2026.11.1', { schemaClass: 'none' });
    const newer = releaseOf('18.0-2026.11.3', {
      schemaClass: 'none',
      follows: '18.0-2026.11.2',
    });
    expect(judgeImageRollBack(newer, older, [older, newer])).toEqual({
      allowed: false,
      because: expect.stringMatching(
        /not known: 18\.0-2026\.11\.2 is not in releases\//,
      ),
    });
    const between = releaseOf('18.0-2026.11.2', { schemaClass: 'none' });
    const all = [older, between, newer];
    expect(judgeImageRollBack(newer, older, all).allowed).toBe(true);
  });

  it.each<[string, string, string[] | undefined, boolean]>([
    ['2026.12.1', '2026.11.1', undefined, true],
    // Added to since, and only the record of the newer release can know whether the older code bears it.
    ['2026.12.1', '2026.10.1', undefined, false],
    ['2026.12.1', '2026.10.1', ['18.0-2026.10.1'], true],
    ['2026.12.1', '2026.10.1', ['18.0-2026.11.1'], false],
    ['2027.1.1', '2026.12.1', ['18.0-2026.12.1'], false],
    ['2026.11.1', '2026.12.1', ['18.0-2026.12.1'], false],
    ['2026.11.1', '2026.11.1', ['18.0-2026.11.1'], false],
  ])(
    'from %s to %s, which names %j as fitting: %s',
    (from, to, fits, allowed) => expect(judge(from, to, fits)).toBe(allowed),
  );
});
