export { HoldDialog } from './HoldDialog';
export { PromoteDialog } from './PromoteDialog';
export { ProposalPreview } from './ProposalPreview';
export { ProposalDialog } from './ProposalDialog';
export { RollBackDialog } from './RollBackDialog';
export { RollBackNow } from './RollBackNow';
export { useMayPropose } from './useMayPropose';
export {
  downtimeInWords,
  lossInWords,
  moveInWords,
  proposalOf,
  touchedInWords,
} from './rollBack';
export type { RollBackOption } from './rollBack';
