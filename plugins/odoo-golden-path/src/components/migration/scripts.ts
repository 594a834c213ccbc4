/**
 * What the steps of a migration run, in the image's own Python: it has a driver for PostgreSQL, and no shell
 * tool of it can be relied on. Everything that differs comes by the environment of the container.
 */

/**
 * Where the number of the schema is kept, one row for each environment: a copy of production brings only
 * production's. A database that does not answer yet is waited for: where nothing orders the objects of an
 * environment, it comes up beside what needs it.
 */
const NUMBER = `import os, psycopg2, time

KEY = 'plumbline.schema.' + os.environ['ENVIRONMENT']
# There while a migration runs, and after one that did not end well.
STARTED = 'plumbline.started.' + os.environ['ENVIRONMENT']
WANTED = int(os.environ['SCHEMA'])
said = None

def wait(reason):
    global said
    if reason != said:
        print('Waiting:', reason, flush=True)
    said = reason
    time.sleep(2)

def connect():
    return psycopg2.connect(os.environ['DATABASE_URI'], connect_timeout=10)

def number(key):
    while True:
        try:
            with connect() as connection, connection.cursor() as cursor:
                cursor.execute('SELECT value FROM ir_config_parameter WHERE key = %s', (key,))
                row = cursor.fetchone()
                return None if row is None else int(row[0])
        except psycopg2.errors.UndefinedTable:
            return None
        except psycopg2.OperationalError as error:
            wait(str(error).strip())

def reached():
    present = number(KEY)
    return present is not None and present >= WANTED
`;

/** Ends when the database has the schema that the release needs, however long that takes. */
export const AWAIT_SCHEMA = `${NUMBER}
while not reached():
    wait('the database is not migrated')
`;

/** Runs its arguments unless the database is migrated: then there is nothing to do, however often the Job runs. */
export const UNLESS_MIGRATED = `${NUMBER}
import sys

if reached():
    print('The database is migrated: nothing to do')
else:
    os.execvp(sys.argv[1], sys.argv[1:])
`;

/**
 * The same while people work: a database without a number is new or a copy, and nobody is in it yet. One with an
 * older number waits for a step that stops everybody first, and one whose migration ended half way for a person.
 */
export const UNLESS_IN_USE = `${NUMBER}
import sys

if reached():
    print('The database is migrated: nothing to do')
elif number(STARTED) is not None:
    sys.exit('A migration of this database began and did not end: nothing is done before a person has looked at it')
elif number(KEY) is not None:
    sys.exit('The database has an older schema, and nobody is stopped: it is not migrated while people work')
else:
    os.execvp(sys.argv[1], sys.argv[1:])
`;

/**
 * Ends when the database and the files of a copy are what they are meant to be. A database without the source's row
 * is none of its data: it is not initialised either, because an empty environment would pass for the copy. One whose
 * migration was under way at that moment is no data that anybody worked with. What it is a copy of is written into it
 * at the first look: one that an earlier environment of the name left behind, of another source or moment, is refused,
 * however well it was migrated. Once migrated, it is asked nothing else.
 */
export const AWAIT_COPY = `${NUMBER}
import sys

SOURCE = os.environ['COPY_OF']
COPY = SOURCE + ' ' + os.environ['COPY_AT']
ROW = 'plumbline.copy.' + os.environ['ENVIRONMENT']

def made_of():
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute('SELECT value FROM ir_config_parameter WHERE key = %s', (ROW,))
        row = cursor.fetchone()
        return None if row is None else row[0]

# Also waits for a database that does not answer yet.
migrated = reached()
if number('plumbline.schema.' + SOURCE) is None and (not migrated or made_of() is None):
    sys.exit('The database is no copy of %s: it has no row of its schema' % SOURCE)
if not migrated and number('plumbline.started.' + SOURCE) is not None:
    sys.exit('At that moment %s was being migrated: copy an earlier or a later one' % SOURCE)
with connect() as connection, connection.cursor() as cursor:
    cursor.execute(
        'INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s) ON CONFLICT (key) DO NOTHING',
        (ROW, COPY),
    )
if made_of() != COPY:
    sys.exit('The database is a copy of %s, and one of %s is wanted: an earlier environment of this name left it behind. Choose another name' % (made_of(), COPY))
if migrated:
    sys.exit()
while not os.path.exists(os.environ['RESTORED']):
    wait('the files of the filestore have not arrived')
`;

/**
 * The same, once. Module loading commits as it goes: a second attempt would start from anywhere, and a controller
 * may make the Job again with any commit. A person looks first, restores or mends, and takes the row away.
 */
export const ONCE_UNLESS_MIGRATED = `${NUMBER}
import sys

if reached():
    print('The database is migrated: nothing to do')
    sys.exit()
with connect() as connection, connection.cursor() as cursor:
    cursor.execute(
        'INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s) ON CONFLICT (key) DO NOTHING',
        (STARTED, str(WANTED)),
    )
    first = cursor.rowcount == 1
if not first:
    sys.exit('A migration of this database began and did not end. Restore or mend it, then delete %s from ir_config_parameter' % STARTED)
os.execvp(sys.argv[1], sys.argv[1:])
`;

/**
 * A database that was migrated for another environment and never for this one is a copy of that: it must reach
 * nobody before Odoo starts on it. Runs its arguments for such a database, after what they do not know of:
 * jobs that wait would be worked off a second time.
 */
export const IF_COPY = `${NUMBER}
import sys

with connect() as connection, connection.cursor() as cursor:
    cursor.execute("SELECT key FROM ir_config_parameter WHERE key LIKE 'plumbline.schema.%'")
    keys = [key for (key,) in cursor.fetchall()]
    copied = KEY not in keys and len(keys) > 0
    cursor.execute("SELECT to_regclass('queue_job')")
    if copied and cursor.fetchone()[0]:
        cursor.execute(
            "UPDATE queue_job SET state = 'cancelled' "
            "WHERE state IN ('wait_dependencies', 'pending', 'enqueued', 'started')"
        )
if copied:
    print('A copy of', keys[0], 'is neutralised')
    os.execvp(sys.argv[1], sys.argv[1:])
`;

/** Says that the database is migrated, and that no migration is under way. The number never goes down. */
export const MARK_MIGRATED = `${NUMBER}
with connect() as connection, connection.cursor() as cursor:
    cursor.execute(
        'INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s) ON CONFLICT (key) DO UPDATE '
        'SET value = excluded.value WHERE ir_config_parameter.value::int < excluded.value::int',
        (KEY, str(WANTED)),
    )
    cursor.execute('DELETE FROM ir_config_parameter WHERE key = %s', (STARTED,))
`;

/**
 * Ends when nobody works any more and what is needed to come back is safe: no pod of another release is left, no
 * dump holds its locks, and the restore point is complete. A pod that has ended works no more, however long it is
 * still listed. Fails when the restore point failed.
 */
export const AWAIT_STANDSTILL = `${NUMBER}
import json, ssl, sys, urllib.parse, urllib.request

API = os.environ.get('KUBERNETES_API', 'https://kubernetes.default.svc')
ACCOUNT = os.environ['KUBERNETES_ACCOUNT']
TRUST = ssl.create_default_context(cafile=ACCOUNT + '/ca.crt') if API.startswith('https:') else None

def get(path, **query):
    # Read anew each time: the kubelet replaces the token before it expires.
    with open(ACCOUNT + '/token') as file:
        headers = {'Authorization': 'Bearer ' + file.read().strip()}
    url = API + path + '?' + urllib.parse.urlencode(query)
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=30, context=TRUST) as answer:
        return json.load(answer)

def outcome(status):
    # CloudNativePG tells a phase, Azure Service Operator a condition.
    if 'phase' in status:
        return status['phase'], status.get('error', 'no reason given')
    for condition in status.get('conditions', []):
        if condition['type'] == 'Ready':
            if condition['status'] == 'True':
                return 'completed', ''
            if condition.get('severity') == 'Error':
                return 'failed', condition.get('message', 'no reason given')
    return 'running', ''

def living(selector):
    pods = get(os.environ['PODS_PATH'], labelSelector=selector)['items']
    return ', '.join(sorted(
        pod['metadata']['name'] for pod in pods
        if pod.get('status', {}).get('phase') not in ('Succeeded', 'Failed')
    ))

def unfinished():
    pods = living(os.environ['OTHER_PODS'])
    if pods:
        return 'pods of another release are still there: ' + pods
    archives = living(os.environ['ARCHIVE_PODS'])
    if archives:
        return 'the monthly archive is still being written: ' + archives
    if 'RESTORE_POINT_PATH' in os.environ:
        point = get(os.environ['RESTORE_POINT_PATH'])
        name = point['metadata']['name']
        phase, error = outcome(point.get('status', {}))
        if phase == 'failed':
            sys.exit('The restore point %s failed: %s' % (name, error))
        if phase != 'completed':
            return 'the restore point %s is not complete' % name
    return None

while not reached():
    try:
        reason = unfinished()
    except OSError as error:
        reason = 'Kubernetes does not answer: %s' % error
    if reason is None:
        break
    wait(reason)
`;

/**
 * The page that people meet meanwhile. It answers 503, so that no probe and no cache takes it for Odoo, and lives
 * as long as the migration.
 */
export const MAINTENANCE_PAGE = `import http.server, os, signal, sys

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
PAGE = b'''<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="30">
<meta name="viewport" content="width=device-width">
<title>Maintenance</title>
<h1>This system is being upgraded</h1>
<p>Nobody can work in it until that is done. This page looks again every 30 seconds.</p>
</html>
'''

class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.send_response(503)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(PAGE)))
        self.send_header('Cache-Control', 'no-store')
        self.send_header('Retry-After', '60')
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(PAGE)

    do_GET = do_HEAD = do_POST = answer

    def log_message(self, *_):
        pass

http.server.ThreadingHTTPServer(('', int(os.environ['PORT'])), Handler).serve_forever()
`;
