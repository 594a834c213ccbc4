export { RollBackSection } from './RollBackSection';
