import type { Child } from 'hono/jsx';
import { dollars } from '../../domain/dollars.ts';
import type { ServerFacts } from '../../domain/server-facts.ts';
import type { ServerSetting, SettingSource } from '../../domain/server-setting.ts';
import type { Frame } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const sources: Record<SettingSource, string> = {
  environment: 'environment',
  '.env': '.env file',
  command: 'command line',
  default: 'not set',
};

/** How this server is set, and what it uses. Settings are changed where they stand, not here. */
export function SettingsServerPage({ frame, facts }: { frame: Frame; facts: ServerFacts }) {
  const set = facts.settings.filter(({ from }) => from !== 'default');
  const unset = facts.settings.filter(({ from }) => from === 'default');
  return (
    <SettingsFrame frame={frame} here="/settings/server" title="This server">
      <h2>What it does</h2>
      <dl class="facts">
        <dt>Who drafts</dt>
        <dd>{facts.analyst === 'offline' ? 'The offline analyst: nothing is sent anywhere' : facts.analyst}</dd>
        <dt>Four eyes</dt>
        <dd>
          {facts.fourEyes
            ? 'On: whoever made the last edit of a draft cannot approve it'
            : 'Off: people may approve what they edited themselves'}
        </dd>
        <dt>Spent today</dt>
        <dd>
          {amount(facts.spentTodayUsd)} of {cap(facts.dayCapUsd)} a day (UTC); each analysis at most{' '}
          {cap(facts.runCapUsd)}
        </dd>
        <dt>Spent in all</dt>
        <dd>
          {amount(facts.spentInAllUsd)}
          {facts.totalCapUsd === null ? ', without a cap' : ` of ${cap(facts.totalCapUsd)}`}
        </dd>
        <dt>Stored</dt>
        <dd>
          {megabytes(facts.storedBytes)} in {facts.database === 'embedded' ? 'the embedded database' : 'PostgreSQL'}
          {facts.queue === 'Redis' ? ', with the queue in Redis' : ', which holds the queue too'}
        </dd>
        <dt>Version</dt>
        <dd>{facts.version}</dd>
      </dl>
      <h2>How it is set</h2>
      <p>
        As read when this process started. To change a setting, edit the environment or the <code>.env</code> file and
        start again; <code>.env.example</code> explains each.
      </p>
      {set.length > 0 ? (
        <Table
          head={['Setting', 'Value', 'Comes from']}
          rows={set.map((setting) => [<code>{setting.name}</code>, shownValue(setting), sources[setting.from]])}
        />
      ) : (
        <p class="soft">Nothing is set: every setting has its usual value.</p>
      )}
      <details class="unset">
        <summary>{`${unset.length} settings have their usual value`}</summary>
        <Table
          head={['Setting', 'Usual value']}
          rows={unset.map((setting) => [<code>{setting.name}</code>, setting.value])}
        />
      </details>
    </SettingsFrame>
  );
}

function shownValue({ value }: ServerSetting): Child {
  return value === 'set' ? <span class="soft">set, not shown</span> : value;
}

function amount(usd: number): string {
  return usd === 0 ? 'Nothing' : dollars(usd);
}

function cap(usd: number | null): string {
  return usd === null ? 'any amount' : `$${usd}`;
}

function megabytes(bytes: number): string {
  const mega = bytes / 1_000_000;
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
}
