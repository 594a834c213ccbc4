/** Where a cluster's API server is and how its certificate is checked. */
export interface ClusterTarget {
  url: string;
  /** PEM. */
  ca?: string;
  skipTLSVerify: boolean;
}

/** What a request proves its identity with. */
export type Credential =
  | { type: 'bearer token'; token: string }
  | { type: 'x509 client certificate'; cert: string; key: string }
  | { type: 'anonymous' };
