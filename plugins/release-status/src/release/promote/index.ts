export { PromoteRingButton } from './PromoteRingButton';
