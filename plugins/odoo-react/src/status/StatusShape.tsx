const SIZE = 16;

/** Drawn in `currentColor` on a 16 x 16 grid; each is told from the others without colour. */
const SHAPES = {
  'filled-circle': <circle cx="8" cy="8" r="6" fill="currentColor" />,
  'half-ring': (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" />
      <path d="M8 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor" />
    </>
  ),
  triangle: <path d="M8 1.5 15 14H1z" fill="currentColor" />,
  octagon: (
    <path
      d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z"
      fill="currentColor"
    />
  ),
  question: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" />
      <path
        d="M6 6.4a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
      <circle cx="8" cy="11.6" r="0.9" fill="currentColor" />
    </>
  ),
  'hatched-circle': (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" />
      <path
        d="M3.4 12.6l9.2-9.2M2 9l7-7M7 14l7-7"
        stroke="currentColor"
        strokeWidth="1.2"
      />
    </>
  ),
  'dashed-circle': (
    <circle
      cx="8"
      cy="8"
      r="6.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2.6 2.2"
    />
  ),
  'dashed-square': (
    <rect
      x="2.5"
      y="2.5"
      width="11"
      height="11"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2.6 2.2"
    />
  ),
  moon: (
    <path
      d="M10.5 1.6a6.6 6.6 0 1 0 4 9.6A6 6 0 0 1 10.5 1.6z"
      fill="currentColor"
    />
  ),
  wrench: (
    <path
      d="M14.6 4.3a4 4 0 0 1-5.3 4.6l-5 5a1.6 1.6 0 0 1-2.2-2.2l5-5a4 4 0 0 1 4.6-5.3L9.4 3.7l.5 2.4 2.4.5z"
      fill="currentColor"
    />
  ),
  dash: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" />,
  check: (
    <path
      d="M2.5 8.5l3.8 3.8 7.2-8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
    />
  ),
  cross: (
    <path d="M3.5 3.5l9 9m0-9l-9 9" stroke="currentColor" strokeWidth="2.2" />
  ),
  barrier: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <path d="M4.5 8h7" stroke="currentColor" strokeWidth="2.2" />
    </>
  ),
  hourglass: (
    <path
      d="M3.5 1.5h9M3.5 14.5h9M4.5 1.5c0 4 3.5 4.5 3.5 6.5s-3.5 2.5-3.5 6.5M11.5 1.5c0 4-3.5 4.5-3.5 6.5s3.5 2.5 3.5 6.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  'skipped-check': (
    <path
      d="M2.5 9.5l3 3 5-6M9 14l5-12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeDasharray="3 1.5"
    />
  ),
};

export type StatusShapeName = keyof typeof SHAPES;

export interface StatusShapeProps {
  name: StatusShapeName;
}

/** Only the picture: whoever draws it writes the word beside it. */
export function StatusShape(props: StatusShapeProps) {
  return (
    <svg
      width={SIZE}
      height={SIZE}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      aria-hidden
      focusable="false"
      data-shape={props.name}
    >
      {SHAPES[props.name]}
    </svg>
  );
}
