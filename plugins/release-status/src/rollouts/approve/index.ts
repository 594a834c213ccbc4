export { ApproveWaitingButton } from './ApproveWaitingButton';
