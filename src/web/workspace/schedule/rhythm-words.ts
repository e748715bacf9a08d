import type { presets } from '../../../domain/schedule.ts';

/** The rhythms that the form offers, as it names them. */
export const rhythmWords: Record<(typeof presets)[number] | 'other', string> = {
  daily: 'Every night',
  weekly: 'Once a week',
  monthly: 'Once a month',
  quarterly: 'Once a quarter',
  other: 'As written below',
};
