export { SkipButton } from './SkipButton';
export { SteerDialog } from './SteerDialog';
export { SteerPanel } from './SteerPanel';
