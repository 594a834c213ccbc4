import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { compare } from './compare';

const side = (name: string) => ({ name, release: evidentReleaseOf(name) });

describe('compare', () => {
  it.each([
    ['18.0-2026.11.1', '19.0-2026.11.1', false],
    ['19.0-2026.11.1', '18.0-2026.11.1', true],
  ])(
    'from %s to %s the database is migrated, though no release of either series does so by itself',
    (from, to, back) => {
      const sides = [side(from), side(to)] as const;
      const releases = sides.map(({ release }) => release);
      expect(compare(...sides, releases).step).toEqual({
        schemaClass: 'breaking',
        back,
      });
    },
  );

  it('within a series tells what the releases between say', () => {
    const [from, to] = [side('18.0-2026.11.1'), side('18.0-2026.11.2')];
    expect(compare(from, to, [from.release, to.release]).step).toEqual({
      schemaClass: 'none',
      back: false,
    });
  });
});
