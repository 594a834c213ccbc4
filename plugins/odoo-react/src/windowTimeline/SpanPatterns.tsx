import { usePalette } from '../palette';

export interface SpanPatternsProps {
  gap: string;
  unknown: string;
}

/** A gap is crossed out and the unknown hatched, so that neither needs its colour. */
export function SpanPatterns(props: SpanPatternsProps) {
  const palette = usePalette();
  const size = {
    width: 6,
    height: 6,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  } as const;
  return (
    <defs>
      <pattern id={props.gap} {...size}>
        <path
          d="M0 0h6M0 0v6"
          stroke={palette.critical}
          strokeWidth="2.5"
          fill="none"
        />
      </pattern>
      <pattern id={props.unknown} {...size}>
        <path d="M0 0v6" stroke={palette.unknown} strokeWidth="3" />
      </pattern>
    </defs>
  );
}
