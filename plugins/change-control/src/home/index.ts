export { MyChanges } from './MyChanges';
export { WaitingForApproval } from './WaitingForApproval';
