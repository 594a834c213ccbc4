export { AcknowledgementMark } from './AcknowledgementMark';
export { AcknowledgementSection } from './AcknowledgementSection';
