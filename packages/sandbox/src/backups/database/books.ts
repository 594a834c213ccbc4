import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { ODOO_FIRST_DATA, ODOO_SCHEMA, ODOO_WORK } from './odooSchema';
import { oneRow, type DatabaseServer } from './databaseServer';

/** Name that the golden path gives the database. */
const DATABASE = 'odoo';
/** The role that Odoo uses. */
const OWNER = 'odoo';
const FIRST_ATTACHMENTS = 40;

/** A file of the filestore. */
export interface Attachment {
  id: number;
  /** `<2 hex>/<sha1>` */
  path: string;
  content: Buffer;
}

const literal = (at: Date) => `timestamp '${at.toISOString().slice(0, -1)}'`;

async function makeDatabase(admin: Client): Promise<void> {
  const { known } = await oneRow<{ known: boolean }>(
    admin,
    'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known',
    [OWNER],
  );
  if (!known) await admin.query(`CREATE ROLE ${OWNER} LOGIN`);
  await admin.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
}

/** The books of the construction group: one database of Odoo with its filestore, in which work goes on. */
export class Books {
  private constructor(
    readonly client: Client,
    private readonly filestore: string,
  ) {}

  /** Opens the database; makes it, as it was at a moment, when there is none. */
  static async open(
    server: DatabaseServer,
    filestore: string,
    madeAt: Date,
  ): Promise<Books> {
    const admin = await server.connect('postgres');
    const { made } = await oneRow<{ made: boolean }>(
      admin,
      'SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS made',
      [DATABASE],
    );
    if (!made) await makeDatabase(admin);
    const client = await server.connect(DATABASE);
    const books = new Books(client, filestore);
    const { filled } = await oneRow<{ filled: boolean }>(
      client,
      `SELECT to_regclass('base_automation') IS NOT NULL AS filled`,
    );
    if (!filled) await books.#begin(madeAt, admin);
    await admin.end();
    return books;
  }

  /** Orders, bills and a job are entered as at a moment. */
  async work(at: Date): Promise<void> {
    await this.client.query(ODOO_WORK.replaceAll('$at', literal(at)));
  }

  /** Somebody attaches a document. */
  async attach(at: Date): Promise<Attachment> {
    const { id } = await oneRow<{ id: number }>(
      this.client,
      `SELECT nextval('ir_attachment_id_seq')::int AS id`,
    );
    const text = `Delivery note ${id}\nreceived ${at.toISOString()}\n`;
    const content = Buffer.from(text.repeat(1 + (id % 9)));
    const sha1 = createHash('sha1').update(content).digest('hex');
    const path = `${sha1.slice(0, 2)}/${sha1}`;
    const file = join(this.filestore, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await this.client.query(
      `INSERT INTO ir_attachment (id, name, res_model, store_fname, checksum, file_size, mimetype, create_date, write_date)
       VALUES ($1, $2, 'stock.picking', $3, $4, $5, 'text/plain', ${literal(
         at,
       )}, ${literal(at)})`,
      [id, `delivery-note-${id}.txt`, path, sha1, content.length],
    );
    return { id, path, content };
  }

  /** Documents attached after the one with an id, oldest first. */
  async attachments(after = 0): Promise<Attachment[]> {
    const { rows } = await this.client.query<{ id: number; path: string }>(
      'SELECT id, store_fname AS path FROM ir_attachment WHERE id > $1 ORDER BY id',
      [after],
    );
    return Promise.all(
      rows.map(async ({ id, path }) => ({
        id,
        path,
        content: await readFile(join(this.filestore, path)),
      })),
    );
  }

  async #begin(at: Date, admin: Client): Promise<void> {
    await this.client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await this.client.query(`BEGIN; SET LOCAL ROLE ${OWNER}; ${ODOO_SCHEMA}`);
    await this.client.query(ODOO_FIRST_DATA.replaceAll('$at', literal(at)));
    for (let count = 0; count < FIRST_ATTACHMENTS; count += 1) {
      await this.attach(at);
    }
    await this.client.query('COMMIT');
    // Base backups hold every database, and nobody makes another one from these.
    for (const template of ['template0', 'template1']) {
      await admin.query(
        `UPDATE pg_database SET datistemplate = false WHERE datname = '${template}'`,
      );
      await admin.query(`DROP DATABASE ${template}`);
    }
  }
}
