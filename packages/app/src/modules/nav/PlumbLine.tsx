/** The builder's tool that shows whether a wall is true: a line and its bob. */
export function PlumbLine() {
  return (
    <svg
      width="32"
      height="32"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M6 4h20M16 4v13" />
      <path d="M11 17h10v3l-5 9-5-9z" fill="currentColor" />
    </svg>
  );
}
