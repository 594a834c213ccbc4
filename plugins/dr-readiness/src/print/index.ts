export { PrintButton } from './PrintButton';
export { PrintTitle } from './PrintTitle';
export { NO_PRINT, PRINT_ONLY, PrintStyle } from './PrintStyle';
