import type { RiskSeverity } from '../../../domain/closed-lists.ts';

/** Worst first, as gaps and risks are told. */
export const severities: readonly RiskSeverity[] = ['critical', 'high', 'medium', 'low'];
