// Preloaded into the processes of a pod: stands in for the network policy of its namespace. A TCP
// connection goes to the pod's own ports or to what the policy lets it reach, everything else is
// refused; each is written down. Sockets on disk are the pod's own. Worker threads preload it too.
const { appendFileSync } = require('node:fs');
const net = require('node:net');
const dgram = require('node:dgram');

const { own, reachable, record } = JSON.parse(process.env.POD_NETWORK);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

function tell(to, outcome) {
  const at = new Date().toISOString();
  appendFileSync(record, `${JSON.stringify({ at, to, outcome })}\n`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(...args) {
  const [options] = net._normalizeArgs(Array.isArray(args[0]) ? args[0] : args);
  if (options.path) return connect.apply(this, args);
  const host = options.host ?? 'localhost';
  const port = Number(options.port);
  if (LOOPBACK.has(host) && own.includes(port))
    return connect.apply(this, args);
  const known = reachable.find(
    each => each.host === host && each.port === port,
  );
  if (known) {
    tell(known.name, 'allowed');
    return connect.apply(this, args);
  }
  tell(`${host}:${port}`, 'refused');
  const error = new Error(`connect EACCES ${host}:${port} (network policy)`);
  process.nextTick(() =>
    this.destroy(Object.assign(error, { code: 'EACCES' })),
  );
  return this;
};

dgram.Socket.prototype.send = function refused(...args) {
  const host = args.findLast(each => typeof each === 'string') ?? 'localhost';
  tell(`${host} by UDP`, 'refused');
  throw Object.assign(new Error(`send EACCES ${host} (network policy)`), {
    code: 'EACCES',
  });
};
