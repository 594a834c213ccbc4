export { GoldenPathModel } from './GoldenPathModel';
