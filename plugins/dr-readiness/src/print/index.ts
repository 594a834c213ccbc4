export { PrintButton } from './PrintButton';
export { NO_PRINT, PRINT_ONLY, PrintStyle } from './PrintStyle';
