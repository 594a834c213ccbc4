export { changeControlPlugin as default } from './plugin';
