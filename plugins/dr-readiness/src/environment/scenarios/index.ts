export { LossSection } from './LossSection';
