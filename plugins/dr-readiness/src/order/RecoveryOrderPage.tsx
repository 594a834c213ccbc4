import { useSearchParams } from 'react-router-dom';
import { Content, Link } from '@backstage/core-components';
import { EmptyState } from '@plumbline/plugin-odoo-react';
import { NO_PRINT, PrintButton, PrintStyle } from '../print';
import { OrderAnswer } from './OrderAnswer';
import { SubjectForm } from './SubjectForm';
import { readSubject } from './subject';

/** `/recovery/order?tenant=` or `?region=`: who comes back first, and when. */
export function RecoveryOrderPage() {
  const [parameters, setParameters] = useSearchParams();
  const subject = readSubject(parameters);
  return (
    <Content>
      <PrintStyle />
      <div className={NO_PRINT}>
        <SubjectForm
          subject={subject}
          onChange={next => setParameters({ ...next })}
        >
          {subject && <PrintButton />}
          <Link to="/recovery">Recovery of the fleet</Link>
        </SubjectForm>
      </div>
      {subject ? (
        <OrderAnswer subject={subject} />
      ) : (
        <EmptyState
          title="Whose recovery?"
          description="Name a tenant, or a region that is lost. The answer lists business services in the order in which they come back."
        />
      )}
    </Content>
  );
}
