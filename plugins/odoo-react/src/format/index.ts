export {
  formatDuration,
  formatIsoDuration,
  formatRoughDuration,
} from './duration';
export {
  formatCost,
  formatMebibytes,
  formatMonthlyCost,
  formatQuantity,
} from './quantity';
export { formatInstant, formatRelative } from './time';
