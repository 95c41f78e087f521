/**
 * Starts the replica that a page asks for: its configuration is data in the page (a script of type
 * `application/json`), so that not even the strictest policy of a site would object.
 */
import type { ReplicaConfig } from '../../src/replicas/feed.ts';
import { createReplica, type Replica } from '../../src/replicas/replica.ts';
import { overTheNetwork } from './network.ts';

declare global {
  interface Window {
    __replica?: Replica;
  }
}

const start = (): void => {
  const json = document.getElementById('replica-config')?.textContent;
  const root = document.getElementById('replica');
  if (!json || !root) throw new Error('The page has no #replica-config or no #replica to draw into.');
  window.__replica = createReplica(root, JSON.parse(json) as ReplicaConfig, overTheNetwork);
};

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
