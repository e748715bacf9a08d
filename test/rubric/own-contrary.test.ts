import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { decideOffline } from '../../src/domain/offline-decision.ts';
import { rubricChecks } from '../../src/domain/rubric.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { corpusOf, rubricOf, toolsOf } from '../stages/gather/small-corpus.ts';

const rubric = await readRubric(join(import.meta.dirname, '../../prompts/rubric'));
const checks = new Map(rubricChecks(rubric).map(({ check }) => [check.id, check]));

/** The quotes and the decision on a check of the rubric where a page of Acme holds this one sentence. */
async function readingOf(id: string, text: string, headings: string[] = []) {
  const check = checks.get(id);
  if (check === undefined) throw new Error(`The rubric has no check ${id}.`);
  const { corpus, bodies } = corpusOf([{ path: '/docs/page', title: 'Acme', passages: [{ text, headings }] }]);
  const result = await gatherEvidence(corpus, toolsOf(rubricOf([check]), bodies));
  const [found] = result.kind === 'record' ? result.record.checks : [];
  if (found === undefined) throw new Error('expected a record');
  return { quotes: found.quotes, decision: decideOffline(check, found).decision };
}

describe('A sentence that says its own contrary, or only half the thing', () => {
  it.each([
    ['instant.fresh', 'You can change the configuration at runtime, but only with a short downtime.'],
    ['instant.fresh', 'Changes to the configuration are applied dynamically after the server has been restarted.'],
    ['instant.fresh', 'Updating policies on the fly requires a restart of every node.'],
    ['instant.fresh', 'Acme does not reload its configuration at runtime yet.'],
    ['instant.fresh', 'Hot reload of policies is planned for the next release.'],
    ['instant.fresh', 'Dynamic reload of models is experimental.'],
    ['instant.fresh', 'Live reload of the schema is an alpha feature.'],
    ['instant.fresh', 'Acme can be unavailable while it dynamically reloads the configuration.'],
    ['instant.fresh', 'You must restart Acme for configuration file changes to take effect.'],
    ['instant.fresh', 'Restart the application for the entry point changes to take effect.'],
    ['instant.fresh', 'Changes to the rules take effect only after a restart.'],
    ['instant.fresh', 'Changing the configuration at runtime is not yet possible.'],
    ['instant.fresh', 'Automatic reload of rules is not yet available.'],
    ['instant.fresh', 'Modifying the index settings dynamically needs a brief restart.'],
    ['instant.fresh', 'The server has to be restarted before configuration changes are picked up.'],
    ['availability.target', 'A rolling upgrade keeps serving requests, but only with a short downtime.'],
    ['availability.target', 'Each upgrade without downtime is planned for the next release.'],
    ['availability.target', 'The cluster can be unavailable while the rolling upgrade runs.'],
    ['availability.target', 'Zero downtime upgrades are not yet supported.'],
    ['availability.target', 'Upgrades without downtime are experimental.'],
    ['availability.target', 'Acme may be briefly unavailable during the online upgrade of its nodes.'],
    ['availability.target', 'Keep in mind there is likely to be some downtime during the upgrade.'],
    ['availability.target', 'Upgrading without downtime is not possible with a single node.'],
    ['availability.target', 'Online upgrades require a restart and a few minutes of downtime.'],
    ['availability.target', 'The rolling upgrade leaves the service unreachable for some minutes.'],
    ['availability.target', 'Zero downtime deployment is in alpha.'],
    ['permitted.roles', 'Role-based access control is planned for the next release.'],
    ['permitted.roles', 'Role-based access control is not yet available.'],
    ['permitted.roles', 'Role-based access control is experimental.'],
    ['permitted.roles', 'Roles and their permissions are an alpha feature.'],
    ['permitted.roles', 'Acme will support role-based access control in a future release.'],
    ['permitted.roles', 'Role-based access control is only partly implemented.'],
    ['permitted.roles', 'Role-based access control is still missing.'],
    ['permitted.roles', 'Assigning roles to users is a planned feature.'],
    ['availability.ha', 'The cluster can be unavailable while a leader election takes place.'],
    ['availability.ha', 'Automatic failover to a replica is not yet supported.'],
    ['availability.ha', 'Automatic failover to a standby is planned.'],
    ['availability.ha', 'High availability with replicas is experimental.'],
    ['availability.ha', 'After a node fails, failover to a replica requires a manual restart of the cluster.'],
  ])('is no plain support of %s: %s', async (id, text) => {
    const { quotes, decision } = await readingOf(id, text);
    expect(decision).not.toBe('met');
    // Shown to a reviewer, it narrows the thing or is marked as worded with reservations.
    expect(quotes.filter(({ stance, hedged }) => stance === 'supports' && !hedged)).toEqual([]);
    expect(quotes).not.toEqual([]);
  });
});

describe('A sentence that only sounds like the contrary', () => {
  it.each([
    ['instant.fresh', 'Changes take effect immediately, without a restart.'],
    ['instant.fresh', 'Acme not only reloads the configuration at runtime but also checks it first.'],
    ['instant.fresh', 'You can change the configuration on the fly and need not restart the server.'],
    [
      'instant.fresh',
      'Changes that you make via the API take effect immediately, and do not require you to restart the worker.',
    ],
    ['instant.fresh', 'Modified rules take effect immediately instead of after a restart.'],
    ['instant.fresh', 'You can update policies at runtime with no downtime.'],
    ['instant.fresh', 'Acme picks up configuration changes dynamically and no restart is required.'],
    ['permitted.roles', 'Acme supports role-based access control and needs no plug-in.'],
    ['permitted.roles', 'Acme supports role-based access control, also during planned maintenance.'],
    ['instant.fresh', 'Traffic shifts within seconds - no pod restarts.'],
    [
      'instant.fresh',
      'Acme watches the directory for changes and reloads the models automatically, avoiding downtime.',
    ],
    ['instant.fresh', 'Change the settings at runtime to avoid a restart.'],
    ['instant.fresh', 'Updates to policies take effect immediately, whereas older releases required a restart.'],
    ['availability.target', 'You can upgrade the cluster without downtime.'],
    [
      'availability.target',
      'Availability mode launches new pods first, terminates old pods after (zero downtime) in every rollout.',
    ],
    [
      'availability.target',
      'A rolling update replaces one node at a time, without a restart of the cluster, and keeps serving.',
    ],
    ['availability.target', 'The upgrade needs no downtime, and clients do not have to reconnect.'],
    ['availability.target', 'Not only does Acme upgrade without downtime, it also rolls back.'],
    ['availability.target', 'The brokers are upgraded one at a time so that the cluster is never unavailable.'],
    ['availability.target', 'A rolling restart keeps serving requests while a node is down.'],
    ['availability.target', 'The remaining replicas keep serving while the node is restarted during an upgrade.'],
    ['availability.target', 'Nodes are restarted one by one so that there is no interruption during an upgrade.'],
    ['permitted.roles', 'Acme supports role-based access control; enabling it requires a restart.'],
    ['permitted.roles', 'Role-based access control is not only for users but also for services.'],
    ['permitted.roles', 'Acme supports role-based access control and works with an eventually consistent store.'],
    ['permitted.roles', 'Acme grants roles to users without a restart.'],
    ['availability.ha', 'If a node becomes unavailable, the cluster automatically fails over to a replica.'],
    ['availability.ha', 'Acme supports high availability with three replicas and automatic failover.'],
    ['availability.ha', 'When the leader is down, a standby takes over without downtime.'],
    ['availability.ha', 'Automatic failover to a replica restarts the failed pod, so that clients see no outage.'],
  ])('still shows %s: %s', async (id, text) => {
    const { quotes, decision } = await readingOf(id, text);
    expect(decision).toBe('met');
    expect(quotes.filter(({ stance }) => stance !== 'supports')).toEqual([]);
  });
});

describe('A line of a list of changes', () => {
  const note = 'Supported dynamic configuration for OpenTelemetry traces (#32169)';

  it('shows a thing with a reservation, in whatever word it says that something was added', async () => {
    const { quotes } = await readingOf('lexicon.standards', note, ['Release notes']);
    expect(quotes.filter(({ lane }) => lane === 'signal').map(({ hedged }) => hedged)).toEqual([true]);
  });

  it('does so only in a list of changes', async () => {
    expect((await readingOf('lexicon.standards', note, ['Settings'])).decision).toBe('met');
  });
});
