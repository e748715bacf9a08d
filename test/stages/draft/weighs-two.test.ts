import { describe, expect, it } from 'vitest';
import { weighsTwo } from '../../../src/stages/draft/weighs-two.ts';

describe('A sentence sets two products against each other', () => {
  it.each([
    'Brook is faster than Kafka.',
    'In small installations Kafka needs more memory than Brook does.',
    'Brook keeps one copy, whereas Kafka keeps three.',
    'Whereas Kafka keeps a log, Brook keeps a queue.',
    'Unlike Kafka, Brook keeps no log.',
    'Brook, unlike Apache Kafka, keeps no log.',
    'Compared to Kafka, Brook keeps a shorter log.',
    'Brook differs from Kafka in how it keeps a log.',
    'Choose Brook over Kafka when messages are large.',
    'Choose Kafka when you need a log, and Brook when you need a queue.',
    'With small loads Kafka is the better choice, with large ones Brook.',
    'Brook is better suited to small sites; Kafka to large ones.',
    'It is a queue. Brook is faster than Kafka.',
    'Kafka outperforms Brook on a single node.',
    'In comparison to Kafka, Brook scales storage apart.',
    'Brook, in comparison with Kafka, scales storage apart.',
    'Brook needs fewer nodes than Kafka does in small installations.',
    'Brook is simpler than Kafka to run.',
    'The log of Brook is shorter than Kafka’s.',
    'Brook is faster than Kafka due to its Rust core.',
    'Brook uses less memory than Kafka thanks to tiering.',
    'Brook handles more clients than Kafka using the same hardware.',
    'Brook is cheaper than Kafka after the first terabyte.',
    'Brook scales better than Kafka even on one node.',
    'Brook needs fewer nodes than Kafka would.',
    'Brook starts faster than Kafka clusters of the same size.',
    'Brook starts faster than Kafka currently does.',
    'Brook is cheaper than Kafka managed by a vendor.',
    'Use Brook instead of Kafka when you need transactions.',
    'Use Brook rather than Kafka for small loads.',
  ])('where a word that compares leads from one to the other: %s', (text) => {
    expect(weighsTwo(text, ['Kafka', 'Brook'])).toBe(true);
  });

  it.each([
    'To keep up, Brook sends no more than 100 messages at once to Kafka.',
    'Before an upgrade stop Kafka, but keep Brook running.',
    'While Kafka restarts, Brook waits.',
    'Brook pauses when it has read more messages than Kafka can hold.',
    'We recommend to run Kafka on a good disk next to Brook.',
    'Brook is suited to reading from Kafka.',
    'Brook writes to files instead of Kafka.',
    'Kafka is better run in production beside Brook.',
    'Brook is less strict than Kafka Connect.',
    'Brook is faster than others. Kafka is a log.',
    'Unlike Kafka, Pond reads what Brook sends.',
    'Unlike Pond, Brook reads from Kafka.',
    'Kafka is a better choice.',
    'Use Kafka instead of Brook in the configuration below.',
    'Brook replicates more topics than Kafka has partitions.',
    'Messages from Kafka arrive no later than Brook acknowledges them.',
    'Brook keeps fewer copies than Kafka writes.',
    'Brook reads no more messages than Kafka clusters can hold.',
    'Brook keeps fewer copies than Kafka usually writes.',
    'Brook keeps fewer copies than Kafka kept before.',
    'Brook keeps fewer copies than Kafka needed once.',
    'Messages stay longer than Kafka would keep them beside Brook.',
    'Brook stores fewer topics than Kafka would keep open.',
    'Use Brook instead of Kafka for this tutorial.',
  ])('but not where it only names both, or one: %s', (text) => {
    expect(weighsTwo(text, ['Kafka', 'Brook'])).toBe(false);
  });

  it('whatever stands in their names', () => {
    expect(weighsTwo('Node-RED is smaller than C# (in lines).', ['C#', 'Node-RED'])).toBe(true);
    expect(weighsTwo('Go.js is smaller than C++.', ['C++', 'Go.js'])).toBe(true);
    expect(weighsTwo('Gorjs is smaller than C++.', ['C++', 'Go.js'])).toBe(false);
  });
});
