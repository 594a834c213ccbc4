import { Row, count, kilobytes, megabytes, milliseconds } from '../table';
import { RecoveryResult } from './runRecoveryCase';

export const ROWS: Row<keyof RecoveryResult['measurement']>[] = [
  ['list calls', 'listCalls', count],
  ['requests', 'requests', count],
  ['bytes received', 'bytes', kilobytes],
  ['time', 'milliseconds', milliseconds],
  ['CPU', 'cpuMilliseconds', milliseconds],
  ['longest block', 'blockedMilliseconds', milliseconds],
  ['heap on top', 'heapBytes', megabytes],
  ['resident', 'residentBytes', megabytes],
];
