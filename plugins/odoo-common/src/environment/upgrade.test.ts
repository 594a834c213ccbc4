import { releaseOf } from '../testUtils';
import { judgeImageRollBack, nextUpgrade, stepBetween } from './upgrade';

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

describe('judgeImageRollBack', () => {
  const judge = (from: string, to: string, compatibleWith?: string[]) => {
    const document = release(from);
    const newer = { ...document, spec: { ...document.spec, compatibleWith } };
    return judgeImageRollBack(newer, release(to), releases).allowed;
  };

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
