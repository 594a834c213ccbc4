import { mockServices } from '@backstage/backend-test-utils';
import {
  BackstageCredentials,
  BackstagePrincipalTypes,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  odooCalendarReadPermission,
  odooChangeApprovePermission,
  odooChangeCancelPermission,
  odooChangeOverridePermission,
  odooChangeProposePermission,
  odooEnvironmentReadPermission,
  odooReleaseReadPermission,
} from '@plumbline/plugin-odoo-common';
import {
  createOdooConditionalDecision,
  odooConditions,
} from '@plumbline/plugin-odoo-node';

/** `own`: environments of the person's group. */
type Reach = 'all' | 'own' | 'none';
interface Person {
  claims: string[];
  reach: Record<string, Reach>;
}

const read = odooEnvironmentReadPermission.name;
const calendar = odooCalendarReadPermission.name;
const propose = odooChangeProposePermission.name;
const approve = odooChangeApprovePermission.name;
const cancel = odooChangeCancelPermission.name;
const override = odooChangeOverridePermission.name;
const releases = odooReleaseReadPermission.name;

const ACTS = { propose, approve };

const manager = (): Person => ({
  claims: ['group:default/release-managers'],
  reach: Object.fromEntries(
    [read, calendar, releases, propose, approve, cancel, override].map(name => [
      name,
      'all',
    ]),
  ),
});
const requesterOf = (group: string): Person => ({
  claims: [group],
  reach: {
    [read]: 'own',
    [propose]: 'own',
    [calendar]: 'all',
    [releases]: 'all',
  },
});

/** The people of a test and what the policy lets them do; a test may take something away. */
export function createPeople() {
  const people: Record<string, Person> = {
    'user:default/ann': requesterOf('group:default/harbour-civil-erp'),
    'user:default/rail': requesterOf('group:default/harbour-rail-erp'),
    'user:default/mia': manager(),
    'user:default/max': manager(),
    'user:default/auditor': { claims: [], reach: { [read]: 'all' } },
    'user:default/nobody': { claims: [], reach: {} },
  };

  function decide(
    permission: Permission,
    credentials: BackstageCredentials,
  ): PolicyDecision {
    const principal = credentials.principal as BackstagePrincipalTypes[
      | 'user'
      | 'service'];
    // As the permission service decides by itself, without asking the policy.
    if (principal.type === 'service') return { result: AuthorizeResult.ALLOW };
    const person = people[principal.userEntityRef];
    const reach = person?.reach[permission.name] ?? 'none';
    if (reach === 'all') return { result: AuthorizeResult.ALLOW };
    if (reach === 'none') return { result: AuthorizeResult.DENY };
    return createOdooConditionalDecision(
      odooEnvironmentReadPermission,
      odooConditions.isTenantOwner({ claims: person.claims }),
    );
  }

  const policy = mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ permission }) => {
        const { result } = decide(permission, options!.credentials);
        return {
          result:
            result === AuthorizeResult.ALLOW
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        };
      }),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) =>
        decide(permission, options!.credentials),
      ),
  });
  return {
    feature: createServiceFactory({
      service: coreServices.permissions,
      deps: {},
      factory: () => policy,
    }),
    revoke(person: string, act: keyof typeof ACTS) {
      people[person].reach[ACTS[act]] = 'none';
    },
  };
}
