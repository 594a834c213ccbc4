import { SyntheticEvent } from 'react';
import { Place } from './place';

/** The cell that the pointer or the focus is on. */
export interface Pointed {
  place: Place;
  anchor: HTMLElement;
}

/** The cell that an event came from; undefined when it came from a head. */
export function pointedBy({ target }: SyntheticEvent): Pointed | undefined {
  const anchor =
    target instanceof Element
      ? target.closest<HTMLElement>('[data-place]')
      : null;
  const [row, column] = (anchor?.dataset.place ?? '').split(':').map(Number);
  return anchor ? { place: { row, column }, anchor } : undefined;
}
