export { HoldDialog } from './HoldDialog';
export { PromoteDialog } from './PromoteDialog';
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
