// Stands in for Odoo beside a restore test. Its container's command is given as the arguments: it
// waits for the same marker, reads the same odoo.conf, and answers only what it can read from the
// database as the role that Odoo uses.
const { existsSync, readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { Client } = require('pg');

const command = process.argv.slice(2).join(' ');
const [, marker] = /-e (\S+) \]/.exec(command);
const [, conf] = /--config=(\S+)/.exec(command);
const option = name =>
  new RegExp(`^${name} = (.*)$`, 'm').exec(readFileSync(conf, 'utf8'))?.[1];

async function users() {
  const client = new Client({
    host: option('db_host'),
    database: option('db_name'),
    user: option('db_user'),
  });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT count(*)::int AS users FROM res_users WHERE active',
    );
    return rows[0].users;
  } finally {
    await client.end();
  }
}

async function answer({ url }, response) {
  const known = url === '/web/health' || url.startsWith('/web/login');
  const count = known ? await users() : 0;
  const [status, body] =
    count > 0 ? [200, '{"status": "pass"}'] : [known ? 500 : 404, ''];
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

async function main() {
  while (!existsSync(marker)) {
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(error => {
      process.stdout.write(`odoo: ${error.message}\n`);
      response.writeHead(500).end();
    });
  });
  server.listen(Number(process.env.POD_HTTP_PORT), option('http_interface'));
  process.stdout.write('odoo: the database is neutralised, HTTP is running\n');
}

main();
