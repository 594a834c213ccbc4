export { ScoreSection } from './ScoreSection';
