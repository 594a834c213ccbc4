import { releaseOf } from '../testUtils';
import { nextUpgrade, stepBetween } from './upgrade';

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

  it('goes by when releases came out, not by their names', () => {
    const hotfix = releaseOf('18.0-2026.9.2', {
      releasedAt: '2026-11-09T08:00:00Z',
      schemaClass: 'additive',
    });
    expect(
      stepBetween(release('2026.10.1'), hotfix, [...releases, hotfix]).back,
    ).toBe(false);
  });
});

describe('nextUpgrade', () => {
  const next = (
    present: Parameters<typeof nextUpgrade>[0],
    from: string,
    to: string,
  ) => nextUpgrade(present, release(from), release(to), releases);

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
});
