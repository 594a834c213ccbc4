export { CoverageLabel } from './CoverageLabel';
export type { CoverageLabelProps } from './CoverageLabel';
export { EvidenceAge } from './EvidenceAge';
export type { EvidenceAgeProps } from './EvidenceAge';
export { RelativeTime } from './RelativeTime';
export type { RelativeTimeProps } from './RelativeTime';
export { useExpired } from './useExpired';
export { useVerdict } from './useVerdict';
