import {
  conditionOf,
  KINDS,
  Resources,
  watchMapped,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import { begun, expired, failed, ISSUING, issued, retryAt } from './issuance';
import type { Certificate } from './shapes';
import { tlsSecret } from './tlsSecret';

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
    if (!certificate || certificate.metadata.deletionTimestamp) {
      return undefined;
    }
    const now = this.context.clock.now();
    const { status = {}, spec } = certificate;
    const { store } = this.context;
    const absent = !store.stored(KINDS.secret, namespace, spec.secretName);
    const untilRenewal = Date.parse(status.renewalTime ?? '') - now.getTime();
    if (!absent && untilRenewal > 0) return { after: untilRenewal };
    const untilRetry = retryAt(certificate) - now.getTime();
    if (untilRetry > 0) return this.#waitFor(certificate, untilRetry, now);
    const issuing = conditionOf(status.conditions, 'Issuing');
    if (issuing?.status !== 'True') {
      this.#certificates.setStatus(
        certificate,
        begun(certificate, absent, now),
      );
      return { after: ISSUING };
    }
    const since = Date.parse(issuing.lastTransitionTime ?? '');
    const left = since + ISSUING - now.getTime();
    return left > 0 ? { after: left } : this.#finish(certificate, now);
  }

  #finish(certificate: Certificate, now: Date): undefined {
    const { certificateAuthority } = this.context.outside;
    const refusal = [
      ...(certificate.spec.dnsNames ?? []).map(domain =>
        certificateAuthority.refusal(domain, now),
      ),
      this.#issuerMissing(certificate),
    ].find(reason => reason !== undefined);
    // The written status is a change: the next look follows from it.
    if (refusal) {
      const message = `The certificate request has failed to complete and will be retried: ${refusal}`;
      const status = failed(certificate, message, now);
      this.#certificates.setStatus(certificate, status);
      this.#tell(certificate, 'Warning', 'Failed', message);
      return;
    }
    this.context.store.apply(tlsSecret(certificate), 'cert-manager');
    this.#certificates.setStatus(certificate, issued(certificate, now));
    this.#tell(
      certificate,
      'Normal',
      'Issuing',
      'The certificate has been successfully issued',
    );
  }

  #issuerMissing({ spec }: Certificate): string | undefined {
    const { name, kind = 'Issuer' } = spec.issuerRef;
    if (kind !== 'ClusterIssuer') return undefined;
    const { store } = this.context;
    return store.stored(KINDS.clusterIssuer, undefined, name)
      ? undefined
      : `clusterissuer.cert-manager.io "${name}" not found`;
  }

  /** A certificate stays ready while its renewal fails, until it has expired. */
  #waitFor(certificate: Certificate, wait: number, now: Date): Requeue {
    const expiry = Date.parse(certificate.status?.notAfter ?? '');
    const left = expiry - now.getTime();
    if (left <= 0) {
      this.#certificates.setStatus(certificate, expired(certificate, now));
    }
    return { after: left > 0 ? Math.min(wait, left) : wait };
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
