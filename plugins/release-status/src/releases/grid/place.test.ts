import fc from 'fast-check';
import { placeAfter } from './place';

const KEYS = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
];

describe('placeAfter', () => {
  it.each([
    ['ArrowDown', false, { row: 2, column: 1 }],
    ['ArrowLeft', false, { row: 1, column: 0 }],
    ['PageDown', false, { row: 4, column: 1 }],
    ['Home', false, { row: 1, column: 0 }],
    ['End', true, { row: 4, column: 2 }],
  ])('%s leads where the grid pattern says', (key, isControl, place) => {
    const size = { rows: 5, columns: 3 };
    expect(placeAfter(key, isControl, { row: 1, column: 1 }, size)).toEqual(
      place,
    );
  });

  it('never leads out of the grid, and other keys lead nowhere', () => {
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 200 }),
      columns: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(
        size,
        fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.boolean())),
        (grid, pressed) => {
          let place = { row: 0, column: 0 };
          for (const [key, isControl] of pressed) {
            place = placeAfter(key, isControl, place, grid) ?? place;
            expect(place.row).toBeGreaterThanOrEqual(0);
            expect(place.row).toBeLessThan(grid.rows);
            expect(place.column).toBeGreaterThanOrEqual(0);
            expect(place.column).toBeLessThan(grid.columns);
          }
        },
      ),
    );
    expect(
      placeAfter('a', false, { row: 0, column: 0 }, { rows: 2, columns: 2 }),
    ).toBeUndefined();
  });
});
