import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import { useExpired } from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';

export interface NextTestProps
  extends Pick<RecoveryDetail, 'testDueAt' | 'applies'> {
  /** There was none yet. */
  isFirst: boolean;
}

/** When the next restore test is due, or since when it is. */
export function NextTest(props: NextTestProps) {
  const { testDueAt, applies, isFirst } = props;
  const isDue = useExpired(testDueAt ?? undefined);
  if (!testDueAt) {
    return (
      <>
        {applies ? 'When the next is due is not known.' : 'None is demanded.'}
      </>
    );
  }
  if (isDue && isFirst) return <>The first is due now.</>;
  return (
    <>
      {isDue ? 'Overdue since ' : 'Next due: '}
      <Moment at={testDueAt} />
    </>
  );
}
