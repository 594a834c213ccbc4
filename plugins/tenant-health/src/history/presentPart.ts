import { BadgeProps, presentStatus } from '@plumbline/plugin-odoo-react';
import { Part } from './dayColumns';

/** How complete the evidence of a day was is not kept, so a day that was ok is not called green. */
export function presentPart(part: Part): BadgeProps {
  if (part === 'unwatched') {
    return { shape: 'dashed-square', tone: 'unknown', word: 'not watched' };
  }
  const presentation = presentStatus(part);
  return part === 'ok' ? { ...presentation, tone: 'plain' } : presentation;
}
