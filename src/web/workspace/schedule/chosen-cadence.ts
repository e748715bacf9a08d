import { presets } from '../../../domain/schedule.ts';
import { Refused } from '../../../errors.ts';
import { rhythmWords } from './rhythm-words.ts';
import type { ScheduleFields } from './schedule-form.tsx';

/**
 * How often the form says that something is read again. Throws `Refused` (422) where it says nothing or two things: which
 * of them is meant, only the person knows.
 */
export function chosenCadence({ rhythm, own }: Pick<ScheduleFields, 'rhythm' | 'own'>): string {
  const written = own.trim();
  if (rhythm === 'other') {
    if (written !== '') return written;
    throw refused(
      `“${rhythmWords.other}” is chosen, and the field below it is empty.`,
      'Write how often, such as “after 30 days”, or choose another rhythm.',
    );
  }
  const preset = presets.find((each) => each === rhythm);
  if (preset && written !== '')
    throw refused(
      `“${rhythmWords[preset]}” is chosen, and “${written}” is written below it.`,
      `Choose “${rhythmWords.other}” where that is meant, or empty the field.`,
    );
  return rhythm;
}

function refused(message: string, advice: string): Refused {
  return new Refused({ status: 422, code: 'no-cadence', message, advice, details: [{ path: 'own', message }] });
}
