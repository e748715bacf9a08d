import type { Queue } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { stageWords } from './run-outcome.ts';

interface QueuesProps {
  frame: Frame;
  counts: Awaited<ReturnType<Queue['counts']>>;
}

/** What stands in for the queue's own dashboard while that cannot be shown. */
export function QueuesPage({ frame, counts }: QueuesProps) {
  return (
    <Layout frame={frame} title="Queues" here="/runs">
      <h1>Queues</h1>
      <p class="lead">
        The dashboard of the queue cannot be shown now; the log of this process says why. These are its counts. Whatever
        is lost in the queue is added again from the database.
      </p>
      <Table
        head={['Work', 'Waiting', 'Under way', 'Put off', 'Given up']}
        rows={Object.entries(counts).map(([stage, { waiting, active, delayed, failed }]) => [
          stageWords[stage as keyof typeof stageWords],
          waiting,
          active,
          delayed,
          failed,
        ])}
      />
    </Layout>
  );
}
