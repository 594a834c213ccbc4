import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { MAINTENANCE_PORT } from './migration/maintenancePage';
import { GEVENT_PORT, HTTP_PORT } from '../odoo/ports';

const MIDDLEWARES = {
  https: 'odoo-https-headers',
  deny: 'odoo-deny',
} as const;
const TLS_OPTIONS = 'odoo-tls';

/** Certificate, routes and TLS by Traefik, on the TLS entry point only. */
export function ingressComponent(context: RenderContext): Manifest[] {
  return [
    certificate(context),
    traefik(context, 'TLSOption', TLS_OPTIONS, {
      minVersion: 'VersionTLS12',
      sniStrict: true,
    }),
    traefik(context, 'Middleware', MIDDLEWARES.https, {
      headers: {
        // Traefik would forward `wss`, which Odoo takes for plain HTTP.
        customRequestHeaders: { 'X-Forwarded-Proto': 'https' },
        contentTypeNosniff: true,
        stsSeconds: 31536000,
      },
    }),
    // No client has this address: every request is refused.
    traefik(context, 'Middleware', MIDDLEWARES.deny, {
      ipAllowList: { sourceRange: ['127.0.0.1/32'] },
    }),
    routes(context),
  ];
}

function routes(context: RenderContext): Manifest {
  // Host names are checked against RFC 1123, so none can close the quote of the rule.
  const hosts = context.spec.hostnames
    .map(hostname => `Host(\`${hostname}\`)`)
    .join(' || ');
  const web = { name: OBJECT_NAMES.web, port: HTTP_PORT };
  const route = (
    priority: number,
    condition: string | undefined,
    middleware: string,
    service: ManifestFields,
  ) => ({
    kind: 'Rule',
    match: condition ? `(${hosts}) && ${condition}` : hosts,
    priority,
    middlewares: [{ name: middleware }],
    services: [service],
  });

  const spec = {
    entryPoints: [context.platform.ingress.entryPoint],
    routes: [
      // The database manager can drop, dump and restore: never reachable from outside.
      route(1000, 'PathPrefix(`/web/database`)', MIDDLEWARES.deny, web),
      route(900, 'PathPrefix(`/websocket`)', MIDDLEWARES.https, {
        name: OBJECT_NAMES.websocket,
        port: GEVENT_PORT,
      }),
      route(100, undefined, MIDDLEWARES.https, web),
      // Reached when there is no pod behind the others, as Traefik then leaves them out: only with
      // `allowEmptyServices: false`; with `true` it answers 503 itself. Nothing better ends by itself: a
      // route in front of the others stays, and an `errors` middleware takes them along when its pod is gone.
      ...(context.migration === 'stopped'
        ? [
            route(1, undefined, MIDDLEWARES.https, {
              name: OBJECT_NAMES.maintenance,
              port: MAINTENANCE_PORT,
            }),
          ]
        : []),
    ],
    tls: {
      secretName: OBJECT_NAMES.certificate,
      options: { name: TLS_OPTIONS },
    },
  };
  return traefik(
    context,
    'IngressRoute',
    'odoo',
    spec,
    // The page has to have its route before the first pod is stopped.
    context.migration === 'stopped' ? 'migration' : 'edge',
  );
}

function certificate(context: RenderContext): Manifest {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES.certificate,
      component: 'ingress',
      wave: 'edge',
    }),
    spec: {
      secretName: OBJECT_NAMES.certificate,
      dnsNames: [...context.spec.hostnames],
      issuerRef: {
        group: 'cert-manager.io',
        kind: 'ClusterIssuer',
        name: context.platform.ingress.clusterIssuer,
      },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  };
}

function traefik(
  context: RenderContext,
  kind: 'IngressRoute' | 'Middleware' | 'TLSOption',
  name: string,
  spec: ManifestFields,
  wave: 'migration' | 'edge' = 'edge',
): Manifest {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind,
    metadata: metadataOf(context, { name, component: 'ingress', wave }),
    spec,
  };
}
