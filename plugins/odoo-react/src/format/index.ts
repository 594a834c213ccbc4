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
export { formatInstant, formatRelative } from './time';
