export { SkipButton } from './SkipButton';
export { SteerPanel } from './SteerPanel';
