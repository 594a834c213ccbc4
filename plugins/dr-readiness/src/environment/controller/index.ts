export { ControllerSection } from './ControllerSection';
