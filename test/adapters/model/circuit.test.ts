import { describe, expect, it } from 'vitest';
import { openCircuit } from '../../../src/adapters/model/circuit.ts';
import type { ProviderOutcome } from '../../../src/ports.ts';

const down: ProviderOutcome = {
  ...{ kind: 'unavailable', cause: 'server', reason: 'Down.', retryable: true, retryAfterSeconds: null },
};
const well: ProviderOutcome = { kind: 'unsupported-form', reason: 'It answers.' };

function circuitAt() {
  const clock = { milliseconds: 0 };
  return { clock, circuit: openCircuit(() => clock.milliseconds) };
}

describe('The circuit', () => {
  it('opens after five failures in a row, and not after five with an answer between', () => {
    const { circuit } = circuitAt();
    for (const outcome of [down, down, down, down, well, down, down, down, down]) circuit.report(outcome, false);
    expect(circuit.admit()).toMatchObject({ kind: 'go' });
    circuit.report(down, false);
    expect(circuit.admit()).toEqual({ kind: 'open', seconds: 30, reason: 'Down.' });
  });

  it('counts no limited rate, wrong key or cancelled call: the provider is there', () => {
    const { circuit } = circuitAt();
    const limited = { ...down, cause: 'rate-limit' } as const;
    for (let time = 0; time < 10; time += 1) circuit.report(time % 2 ? limited : null, false);
    expect(circuit.admit()).toMatchObject({ kind: 'go' });
  });

  it('lets one probe through after its time; a failed one doubles the time up to five minutes', () => {
    const { circuit, clock } = circuitAt();
    for (let time = 0; time < 5; time += 1) circuit.report(down, false);
    for (const seconds of [30, 60, 120, 240, 300, 300]) {
      expect(circuit.admit()).toEqual({ kind: 'open', seconds, reason: 'Down.' });
      clock.milliseconds += seconds * 1000;
      expect(circuit.admit()).toMatchObject({ kind: 'go' });
      expect(circuit.admit().kind).toBe('open');
      circuit.report(down, true);
    }
  });

  it('closes with a probe that is answered', () => {
    const { circuit, clock } = circuitAt();
    for (let time = 0; time < 5; time += 1) circuit.report(down, false);
    clock.milliseconds = 30_000;
    circuit.admit();
    circuit.report(well, true);
    expect(circuit.admit()).toMatchObject({ kind: 'go' });
    expect(circuit.admit()).toMatchObject({ kind: 'go' });
  });

  it('lets another probe through where the first was cancelled', () => {
    const { circuit, clock } = circuitAt();
    for (let time = 0; time < 5; time += 1) circuit.report(down, false);
    clock.milliseconds = 30_000;
    circuit.admit();
    circuit.report(null, true);
    expect(circuit.admit()).toMatchObject({ kind: 'go' });
  });

  it('waits no longer because calls that were under way fail after it opened', () => {
    const { circuit } = circuitAt();
    for (let time = 0; time < 9; time += 1) circuit.report(down, false);
    expect(circuit.admit()).toEqual({ kind: 'open', seconds: 30, reason: 'Down.' });
  });

  it('holds every call back for as long as the provider has asked', () => {
    const { circuit, clock } = circuitAt();
    circuit.report({ ...down, cause: 'rate-limit', retryAfterSeconds: 20 } as ProviderOutcome, false);
    expect(circuit.admit()).toEqual({ kind: 'pause', seconds: 20 });
    clock.milliseconds = 20_000;
    expect(circuit.admit()).toMatchObject({ kind: 'go' });
  });

  it('takes no older call that fails for its probe: no second one is let through, and no time is added', () => {
    const { circuit, clock } = circuitAt();
    for (let time = 0; time < 5; time += 1) circuit.report(down, false);
    clock.milliseconds = 30_000;
    expect(circuit.admit()).toEqual({ kind: 'go', probe: true });
    circuit.report(down, false);
    circuit.report(null, false);
    expect(circuit.admit()).toEqual({ kind: 'open', seconds: 5, reason: 'Down.' });
    circuit.report(down, true);
    expect(circuit.admit()).toEqual({ kind: 'open', seconds: 60, reason: 'Down.' });
  });

  it('holds calls back for ten minutes at most, whatever a header asks for', () => {
    const { circuit } = circuitAt();
    circuit.report({ ...down, cause: 'rate-limit', retryAfterSeconds: 31_536_000 } as ProviderOutcome, false);
    expect(circuit.admit()).toEqual({ kind: 'pause', seconds: 600 });
  });
});
