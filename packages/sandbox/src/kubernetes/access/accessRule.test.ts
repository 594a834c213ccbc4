import { authenticate, isAllowed, type ApiUser } from './accessRule';
import { answerReview } from './reviews';
import { clusterKinds } from '../kinds';

const user: ApiUser = {
  token: 'secret',
  user: 'collector',
  groups: ['plumbline'],
  rules: [
    { verbs: ['get'], apiGroups: ['apps'], resources: ['deployments'] },
    { verbs: ['*'], apiGroups: [''], resources: ['pods/log', '*/scale'] },
    {
      verbs: ['get'],
      apiGroups: [''],
      resources: ['secrets'],
      resourceNames: ['mine'],
      namespaces: ['acme'],
    },
  ],
};

describe('isAllowed', () => {
  it.each([
    ['get', 'apps', 'deployments', {}, true],
    ['list', 'apps', 'deployments', {}, false],
    ['get', '', 'deployments', {}, false],
    ['get', 'apps', 'deployments', { subresource: 'status' }, false],
    ['get', '', 'pods', { subresource: 'log' }, true],
    ['get', '', 'pods', {}, false],
    ['patch', '', 'anything', { subresource: 'scale' }, true],
    ['get', '', 'secrets', { namespace: 'acme', name: 'mine' }, true],
    ['get', '', 'secrets', { namespace: 'acme', name: 'other' }, false],
    ['get', '', 'secrets', { namespace: 'acme' }, false],
    ['get', '', 'secrets', { namespace: 'other', name: 'mine' }, false],
    ['get', '', 'secrets', { name: 'mine' }, false],
  ])('%s of "%s" %s %j: %s', (verb, group, resource, more, expected) => {
    expect(isAllowed(user, { verb, group, resource, ...more })).toBe(expected);
  });
});

describe('authenticate', () => {
  it.each([undefined, '', 'secret', 'Basic secret', 'Bearer other'])(
    'refuses %j',
    header => {
      expect(() => authenticate([user], header)).toThrow(
        expect.objectContaining({ code: 401, reason: 'Unauthorized' }),
      );
    },
  );

  it('finds the bearer', () => {
    expect(authenticate([user], 'Bearer secret').user).toBe('collector');
  });
});

describe('answerReview', () => {
  it('says who is asking and what they may do in a namespace', () => {
    const who = clusterKinds.get('authentication.k8s.io', 'SelfSubjectReview');
    expect(answerReview(who, user, {}).status).toEqual({
      userInfo: {
        username: 'collector',
        groups: ['plumbline', 'system:authenticated'],
      },
    });
    const rules = clusterKinds.get(
      'authorization.k8s.io',
      'SelfSubjectRulesReview',
    );
    const { status } = answerReview(rules, user, {
      spec: { namespace: 'default' },
    });
    expect(status).toMatchObject({
      resourceRules: [{ resources: ['deployments'] }, { verbs: ['*'] }],
    });
  });
});
