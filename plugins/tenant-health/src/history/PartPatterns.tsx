import { ReactNode } from 'react';
import { usePalette } from '@plumbline/plugin-odoo-react';
import { PARTS, Part } from './dayColumns';
import { presentPart } from './presentPart';

/** On a grid of 6 by 6; each is told from the others without its colour. */
const DRAWINGS: Record<Part, ReactNode> = {
  ok: <rect width="6" height="6" fill="currentColor" opacity="0.25" />,
  asleep: <path d="M0 3h6" stroke="currentColor" strokeWidth="1.5" />,
  maintenance: <path d="M3 0v6" stroke="currentColor" strokeWidth="1.5" />,
  degraded: (
    <path
      d="M-1 5l2 2M-1 -1l8 8M5 -1l2 2"
      stroke="currentColor"
      strokeWidth="2"
    />
  ),
  critical: <rect width="6" height="6" fill="currentColor" />,
  unknown: (
    <path
      d="M-1 1l2 -2M-1 7l8 -8M5 7l2 -2"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  unwatched: <circle cx="3" cy="3" r="0.8" fill="currentColor" />,
};

export interface PartPatternsProps {
  id: string;
}

export const patternOf = (id: string, part: Part) => `${id}-${part}`;

export function PartPatterns(props: PartPatternsProps) {
  const palette = usePalette();
  return (
    <defs>
      {PARTS.map(part => (
        <pattern
          key={part}
          id={patternOf(props.id, part)}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          style={{ color: palette[presentPart(part).tone] }}
        >
          {DRAWINGS[part]}
        </pattern>
      ))}
    </defs>
  );
}
