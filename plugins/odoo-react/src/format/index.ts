export {
  formatDuration,
  formatIsoDuration,
  formatRoughDuration,
} from './duration';
export {
  formatCost,
  formatCount,
  formatMebibytes,
  formatMonthlyCost,
  formatQuantity,
} from './quantity';
export { formatInZoneAndUtc, formatInstant, formatRelative } from './time';
