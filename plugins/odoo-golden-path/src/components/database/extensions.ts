/** Of PostgreSQL, which Odoo wants and which its own role may not be able to create. */
export const EXTENSIONS = ['unaccent', 'pg_trgm'] as const;
