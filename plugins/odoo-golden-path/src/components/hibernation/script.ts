/**
 * Turns the hibernation of a database, in the Python of the release's image.
 *
 * `wake` ends it, whatever the hour. `follow` looks whether anything of Odoo runs or is wanted: then the database is
 * awake; when nothing was for all of QUIET_SECONDS, it is hibernated, unless somebody changed it meanwhile. So it
 * sleeps by KEDA's hours without knowing them, and what a change needs at night goes back to sleep after it.
 */
export const TURN_HIBERNATION = `import json, os, ssl, sys, time, urllib.error, urllib.parse, urllib.request

API = os.environ.get('KUBERNETES_API', 'https://kubernetes.default.svc')
ACCOUNT = os.environ['KUBERNETES_ACCOUNT']
TRUST = ssl.create_default_context(cafile=ACCOUNT + '/ca.crt')
CLUSTER = os.environ['CLUSTER_PATH']
ANNOTATION = os.environ['ANNOTATION']
LOOK_SECONDS = 10

def call(path, body=None, **query):
    with open(ACCOUNT + '/token') as file:
        headers = {'Authorization': 'Bearer ' + file.read().strip()}
    if body is not None:
        headers['Content-Type'] = 'application/merge-patch+json'
    request = urllib.request.Request(
        API + path + '?' + urllib.parse.urlencode(query),
        data=None if body is None else json.dumps(body).encode(),
        headers=headers,
        method='GET' if body is None else 'PATCH',
    )
    with urllib.request.urlopen(request, timeout=30, context=TRUST) as answer:
        return json.load(answer)

def database():
    try:
        return call(CLUSTER)
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        print('There is no database yet: nothing to do')
        sys.exit()

# False when somebody was faster: the version that was read is not the one there is.
def turn(cluster, value):
    metadata = cluster['metadata']
    if metadata.get('annotations', {}).get(ANNOTATION, 'off') == value:
        print('Hibernation is', value, 'already')
        return True
    change = {'resourceVersion': metadata['resourceVersion'], 'annotations': {ANNOTATION: value}}
    try:
        call(CLUSTER, {'metadata': change})
    except urllib.error.HTTPError as error:
        if error.code != 409:
            raise
        return False
    print('Hibernation is turned', value)
    return True

def wanted():
    selector = os.environ['ODOO_SELECTOR']
    for deployment in call(os.environ['DEPLOYMENTS_PATH'], labelSelector=selector)['items']:
        if deployment['spec'].get('replicas', 1) > 0:
            return deployment['metadata']['name']
    for pod in call(os.environ['PODS_PATH'], labelSelector=selector)['items']:
        if pod.get('status', {}).get('phase') not in ('Succeeded', 'Failed'):
            return pod['metadata']['name']
    return None

def wake():
    while not turn(database(), 'off'):
        time.sleep(1)

def follow():
    cluster = database()
    until = time.monotonic() + int(os.environ['QUIET_SECONDS'])
    while True:
        name = wanted()
        if name is not None:
            print(name, 'needs the database')
            return wake()
        if time.monotonic() >= until:
            break
        time.sleep(min(LOOK_SECONDS, max(0, until - time.monotonic())))
    if not turn(cluster, 'on'):
        print('The database was changed meanwhile: the next run looks again')

wake() if sys.argv[1] == 'wake' else follow()
`;
