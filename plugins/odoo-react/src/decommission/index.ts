export {
  DecommissionFacts,
  type DecommissionFactsProps,
} from './DecommissionFacts';
