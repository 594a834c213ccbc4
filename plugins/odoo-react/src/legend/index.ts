export { Legend } from './Legend';
export { LegendButton } from './LegendButton';
