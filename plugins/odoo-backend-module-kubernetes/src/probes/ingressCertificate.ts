import { CertificateRecord, conditionWords, findCondition } from '../records';
import { Finding, worstOf } from './Finding';
import { Probe, Subject, planned, reference } from './Subject';
import {
  DAY,
  HOUR,
  amount,
  duration,
  elapsed,
  forHowLong,
  moment,
  shorten,
} from '../words';

/** cert-manager renews within minutes of the renewal time; past this it is failing. */
const RENEWAL_GRACE = HOUR;

export const ingressCertificate: Probe = {
  id: 'ingress.certificate',
  needs: () => ['certificates'],
  assess(subject) {
    const findings = subject.expectation.certificates.map(name => {
      const found = planned(subject, 'certificates', name);
      return 'finding' in found ? found.finding : assess(subject, found.record);
    });
    const deciding = worstOf(findings, 'certificates');
    if (!deciding) {
      return { status: 'not-applicable', summary: 'No certificate is planned' };
    }
    // The next end among all of them, whichever decides the status.
    const ends = findings.flatMap(({ deadline }) => deadline ?? []);
    return {
      ...deciding,
      deadline: ends.length > 0 ? Math.min(...ends) : undefined,
    };
  },
};

function assess({ now }: Subject, certificate: CertificateRecord): Finding {
  const { name, namespace, notAfter, conditions } = certificate;
  const ready = findCondition(conditions, 'Ready');
  const shape = {
    ...(notAfter !== undefined && {
      value: Math.floor((notAfter - now) / DAY),
      unit: 'days left',
      deadline: notAfter,
    }),
    threshold: 'ready and not expired',
    object: reference('certificates', namespace, name),
  };
  const renewal = renewalWords(certificate, now);
  if (notAfter !== undefined && notAfter <= now) {
    return {
      ...shape,
      status: 'critical',
      since: notAfter,
      summary: `Certificate ${name} expired ${duration(
        now - notAfter,
      )} ago, on ${moment(notAfter)}${renewal}`,
    };
  }
  if (ready?.status !== 'True') {
    const since = ready?.lastTransitionTime;
    return {
      ...shape,
      status: 'critical',
      since,
      summary: `Certificate ${name} has not been ready${forHowLong(
        since,
        now,
      )}: ${
        ready ? conditionWords(ready) : 'cert-manager has not reported on it'
      }${renewal}`,
    };
  }
  if (notAfter === undefined) {
    return {
      ...shape,
      status: 'unknown',
      summary: `Certificate ${name} is ready but does not say when it expires`,
    };
  }
  return {
    ...shape,
    status: 'ok',
    summary: `Certificate ${name} is valid until ${moment(
      notAfter,
    )}, ${duration(notAfter - now)} from now${renewal}`,
  };
}

/** Ready stays True while renewals fail, until the certificate expires: so the attempts and times are read as well. */
function renewalWords(
  {
    renewalAt,
    failedAttempts,
    lastFailureAt,
    notAfter,
    conditions,
  }: CertificateRecord,
  now: number,
): string {
  const overdue =
    renewalAt !== undefined &&
    now - renewalAt > RENEWAL_GRACE &&
    renewalAt < (notAfter ?? Infinity);
  if (failedAttempts > 0) {
    const last =
      lastFailureAt === undefined
        ? ''
        : `, last ${duration(elapsed(lastFailureAt, now))} ago`;
    const issuing = findCondition(conditions, 'Issuing');
    const why =
      issuing?.status === 'False' && issuing.message
        ? `: ${shorten(issuing.message)}`
        : '';
    return `; renewal fails: ${amount(failedAttempts, 'attempt')}${last}${why}`;
  }
  return overdue ? `; renewal is overdue since ${moment(renewalAt)}` : '';
}
