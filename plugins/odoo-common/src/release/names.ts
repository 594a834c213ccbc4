/** `<series>-<version>`, such as `18.0-2026.11.1`. */
export const RELEASE_VERSION = /^\d{2}\.\d-[0-9a-z.]{1,40}$/;

export const DIGEST = /^sha256:[0-9a-f]{64}$/;
