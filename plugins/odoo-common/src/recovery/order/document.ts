import { DateTime } from 'luxon';
import { RecoveryOrder } from '../../contract/recovery';
import { lengthInWords, momentInWords } from '../words';
import { restorableInWords } from './recoveryOrder';

const after = (seconds: number | null) =>
  seconds === null ? 'not known' : lengthInWords(seconds);

/** Names come from files that people write: none of them ends a cell. */
const row = (cells: readonly string[]) =>
  `| ${cells
    .map(cell => cell.replaceAll('|', '\\|').replace(/\s+/g, ' '))
    .join(' | ')} |`;

/**
 * The order as a plain Markdown document: it is read when the portal and its region are gone, so it needs
 * nothing but a text viewer.
 */
export function recoveryOrderDocument(
  orders: readonly RecoveryOrder[],
): string {
  return `${orders.map(orderSection).join('\n')}`;
}

function orderSection(order: RecoveryOrder): string {
  const { of, asOf, services, steps } = order;
  const subject = of.region
    ? `when region ${of.region} is lost`
    : `of tenant ${of.tenant}`;
  return [
    `# Recovery order ${subject}`,
    '',
    `As of ${momentInWords(asOf)}. Times count from the start of the recovery.`,
    '',
    '| business service | back after | environments |',
    '| --- | --- | --- |',
    ...services.map(({ service, completesAfterSeconds, environments }) =>
      row([service, after(completesAfterSeconds), environments.join(', ')]),
    ),
    '',
    '| # | environment | tier | services | into | after | restorable to | back after | remarks | owner |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...steps.map(step =>
      row([
        String(step.position),
        step.environment,
        String(step.tier),
        step.businessServices.join(', '),
        step.into,
        step.after.join(', '),
        restorableInWords(step),
        after(step.completesAfterSeconds),
        step.problem ?? step.basis,
        step.owner,
      ]),
    ),
    '',
  ].join('\n');
}

/** Paths of the day's document and of the latest. */
export const recoveryOrderFiles = (asOf: string): string[] => [
  `recovery-order/${DateTime.fromISO(asOf, { zone: 'utc' }).toISODate()}.md`,
  'recovery-order/latest.md',
];
