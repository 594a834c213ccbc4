import type { KubernetesObject } from '../../kubernetes';
import { timestamp } from '../../kubernetes/store/prepare';
import {
  conditionOf,
  DAY,
  HOUR,
  KINDS,
  parseDuration,
  Resources,
  SECOND,
  stamp,
  watchMapped,
  watchOwn,
  withCondition,
  withoutCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';

interface Certificate extends KubernetesObject {
  spec: {
    secretName: string;
    dnsNames?: string[];
    duration?: string;
    renewBefore?: string;
    issuerRef: { name: string; kind?: string };
  };
  status?: {
    notBefore?: string;
    notAfter?: string;
    renewalTime?: string;
    revision?: number;
    failedIssuanceAttempts?: number;
    lastFailureTime?: string;
    conditions?: Condition[];
  };
}

/** cert-manager's defaults: 90 days, renewed when a third is left. */
const LIFETIME = 90 * DAY;
const ISSUING = 2 * SECOND;
/** A failed issuance is repeated after an hour, then twice as late each time, at most 32 hours. */
const LONGEST_RETRY = 32 * HOUR;

function retryAt({ status = {} }: Certificate): number {
  const failures = status.failedIssuanceAttempts ?? 0;
  if (failures === 0) return 0;
  const wait = Math.min(HOUR * 2 ** (failures - 1), LONGEST_RETRY);
  return Date.parse(status.lastFailureTime ?? '') + wait;
}

/** Stands in for cert-manager: issues, renews, and fails as the certificate authority answers. */
export class CertificateController implements Controller {
  readonly name = 'certificate';
  readonly watches;
  readonly #certificates: Resources<Certificate>;

  constructor(private readonly context: ControllerContext) {
    this.#certificates = new Resources(context.store, KINDS.certificate);
    this.watches = [
      watchOwn(KINDS.certificate),
      watchMapped(KINDS.secret, ({ metadata }) => {
        const name = metadata.annotations?.['cert-manager.io/certificate-name'];
        return name ? [{ namespace: metadata.namespace, name }] : [];
      }),
    ];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const certificate = this.#certificates.get(namespace, name);
    if (!certificate || certificate.metadata.deletionTimestamp)
      return undefined;
    const now = this.context.clock.now().getTime();
    const { status = {}, spec } = certificate;
    const absent = !this.context.store.stored(
      KINDS.secret,
      namespace,
      spec.secretName,
    );
    const renewal = Date.parse(status.renewalTime ?? '');
    if (!absent && now < renewal) return { after: renewal - now };
    const wait = retryAt(certificate) - now;
    if (wait > 0) return this.#waitForRetry(certificate, wait, now);
    const issuing = conditionOf(status.conditions, 'Issuing');
    if (issuing?.status !== 'True') return this.#begin(certificate, absent);
    const left = Date.parse(issuing.lastTransitionTime ?? '') + ISSUING - now;
    if (left > 0) return { after: left };
    return this.#finish(certificate);
  }

  #begin(certificate: Certificate, absent: boolean): Requeue {
    const reason = absent ? 'DoesNotExist' : 'Renewing';
    const message = absent
      ? 'Issuing certificate as Secret does not exist'
      : `Renewing certificate as renewal was scheduled at ${certificate.status?.renewalTime}`;
    const conditions = this.#with(certificate, {
      type: 'Issuing',
      status: 'True',
      reason,
      message,
    });
    this.#certificates.setStatus(certificate, {
      ...certificate.status,
      conditions: absent
        ? withCondition(
            conditions,
            this.#condition(certificate, {
              type: 'Ready',
              status: 'False',
              reason,
              message,
            }),
            stamp(this.context),
          )
        : conditions,
    });
    return { after: ISSUING };
  }

  #finish(certificate: Certificate): Requeue {
    const { outside, clock } = this.context;
    const refusal = [
      ...(certificate.spec.dnsNames ?? []).map(domain =>
        outside.certificateAuthority.refusal(domain, clock.now()),
      ),
      this.#issuerMissing(certificate),
    ].find(reason => reason !== undefined);
    return refusal
      ? this.#failed(certificate, refusal)
      : this.#issued(certificate);
  }

  #issuerMissing({ spec }: Certificate): string | undefined {
    const { name, kind = 'Issuer' } = spec.issuerRef;
    if (kind !== 'ClusterIssuer') return undefined;
    const found = this.context.store.stored(
      KINDS.clusterIssuer,
      undefined,
      name,
    );
    return found
      ? undefined
      : `clusterissuer.cert-manager.io "${name}" not found`;
  }

  #failed(certificate: Certificate, refusal: string): Requeue {
    const message = `The certificate request has failed to complete and will be retried: ${refusal}`;
    const issuing = {
      type: 'Issuing',
      status: 'False',
      reason: 'Failed',
      message,
    } as const;
    const { status = {} } = certificate;
    const written = this.#certificates.setStatus(certificate, {
      ...status,
      failedIssuanceAttempts: (status.failedIssuanceAttempts ?? 0) + 1,
      lastFailureTime: stamp(this.context),
      conditions: this.#with(certificate, issuing),
    });
    this.#tell(certificate, 'Warning', 'Failed', message);
    const now = this.context.clock.now().getTime();
    return { after: retryAt(written) - now };
  }

  #issued(certificate: Certificate): Requeue {
    const { duration, renewBefore } = certificate.spec;
    const now = this.context.clock.now().getTime();
    const lifetime = parseDuration(duration, LIFETIME);
    const before = parseDuration(renewBefore, lifetime / 3);
    this.#writeSecret(certificate);
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Ready',
      message: 'Certificate is up to date and has not expired',
    } as const;
    const conditions = withoutCondition(
      this.#with(certificate, ready),
      'Issuing',
    );
    const { failedIssuanceAttempts, lastFailureTime, ...status } =
      certificate.status ?? {};
    this.#certificates.setStatus(certificate, {
      ...status,
      notBefore: timestamp(new Date(now)),
      notAfter: timestamp(new Date(now + lifetime)),
      renewalTime: timestamp(new Date(now + lifetime - before)),
      revision: (status.revision ?? 0) + 1,
      conditions,
    });
    this.#tell(
      certificate,
      'Normal',
      'Issuing',
      'The certificate has been successfully issued',
    );
    return { after: lifetime - before };
  }

  /**
   * The Secret that pods and ingress ask for. Nothing in the sandbox terminates TLS with it,
   * so it names the certificate instead of holding one.
   */
  #writeSecret({ metadata, spec }: Certificate): void {
    this.context.store.apply(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: {
          name: spec.secretName,
          namespace: metadata.namespace,
          annotations: {
            'cert-manager.io/certificate-name': metadata.name,
            'cert-manager.io/issuer-name': spec.issuerRef.name,
            'cert-manager.io/alt-names': (spec.dnsNames ?? []).join(','),
          },
        },
        data: Object.fromEntries(
          ['tls.crt', 'tls.key'].map(key => [
            key,
            Buffer.from(`sandbox ${key} of ${metadata.name}`).toString(
              'base64',
            ),
          ]),
        ),
      },
      'cert-manager',
    );
  }

  /** A certificate stays ready while its renewal fails, until it has expired. */
  #waitForRetry(certificate: Certificate, wait: number, now: number): Requeue {
    const expiry = Date.parse(certificate.status?.notAfter ?? '');
    if (now >= expiry) {
      const expired = {
        type: 'Ready',
        status: 'False',
        reason: 'Expired',
        message: `Certificate expired on ${certificate.status?.notAfter}`,
      } as const;
      this.#certificates.setStatus(certificate, {
        ...certificate.status,
        conditions: this.#with(certificate, expired),
      });
      return { after: wait };
    }
    return {
      after: Number.isNaN(expiry) ? wait : Math.min(wait, expiry - now),
    };
  }

  #condition(certificate: Certificate, condition: Condition): Condition {
    const observedGeneration = certificate.metadata.generation;
    return { ...condition, observedGeneration };
  }

  #with(certificate: Certificate, condition: Condition): Condition[] {
    return withCondition(
      certificate.status?.conditions,
      this.#condition(certificate, condition),
      stamp(this.context),
    );
  }

  #tell(
    certificate: Certificate,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    this.context.events.record(certificate, {
      type,
      reason,
      message,
      component: 'cert-manager-certificates-issuing',
    });
  }
}
