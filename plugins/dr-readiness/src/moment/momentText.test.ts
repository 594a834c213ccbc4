import fc from 'fast-check';
import { momentTextOf, readMoment } from './momentText';

const dublin = (local: string, isSecond = false) =>
  readMoment({ local, zone: 'Europe/Dublin', isSecond });

describe('momentText', () => {
  it.each([
    ['2026-11-26T14:05:09', '2026-11-26T14:05:09.000Z'],
    ['2026-11-26T14:05:09.000', '2026-11-26T14:05:09.000Z'],
    ['2026-07-26T14:05', '2026-07-26T13:05:00.000Z'],
  ])('reads %s on the clock of the zone', (local, at) => {
    expect(dublin(local)).toEqual({ at, comesTwice: false });
  });

  it('refuses a time that the clock skips, and asks which one when it comes twice', () => {
    expect(dublin('2026-03-29T01:30:00')).toEqual({
      problem:
        'The clocks of Europe/Dublin go forward then: this time does not exist.',
    });
    expect(dublin('2026-10-25T01:30:00')).toEqual({
      at: '2026-10-25T00:30:00.000Z',
      comesTwice: true,
    });
    expect(dublin('2026-10-25T01:30:00', true)).toEqual({
      at: '2026-10-25T01:30:00.000Z',
      comesTwice: true,
    });
  });

  it.each(['', '2026-13-01T00:00:00'])(
    'names what is wrong with "%s"',
    local => {
      expect(dublin(local)).toHaveProperty('problem');
    },
  );

  it('reads back every moment that it writes, in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
        fc.constantFrom(
          'Europe/Dublin',
          'America/New_York',
          'Australia/Lord_Howe',
          'Asia/Kolkata',
          'UTC',
        ),
        (seconds, zone) => {
          const at = new Date(seconds * 1000).toISOString();
          expect(readMoment(momentTextOf(at, zone)).at).toBe(at);
        },
      ),
    );
  });
});
