import { InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';
import { fieldErrors } from './parse';

/** A spec takes a few KiB; nobody needs more. */
const LIMIT = '256kb';

const notJson = (message: string): InputError =>
  fieldErrors([
    {
      path: 'body',
      message,
      accepted: 'a JSON object, sent as application/json',
    },
  ]);

/**
 * Parses the body of a request. The parser's own error would carry the whole body back in the answer, and
 * another content type would read as an empty object.
 */
export function jsonBody(): RequestHandler {
  const parse = express.json({ limit: LIMIT });
  return (req, res, next) => {
    if (Number(req.headers['content-length']) > 0 && !req.is('json')) {
      next(notJson('is not sent as JSON'));
      return;
    }
    parse(req, res, error => {
      const malformed = error?.type === 'entity.parse.failed';
      next(malformed ? notJson('is not well-formed JSON') : error);
    });
  };
}
