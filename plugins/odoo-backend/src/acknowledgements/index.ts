export { AcknowledgementStore } from './AcknowledgementStore';
