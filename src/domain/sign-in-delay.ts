/** Whose wrong passwords are counted: those for one account, and those from one address of the network. */
export type TrySubject = 'account' | 'address';

/**
 * Wrong tries that cost no waiting. Five slips are common for a person who has several passwords; behind one address a
 * whole office may sit.
 */
const free: Record<TrySubject, number> = { account: 5, address: 30 };

/** Doubling from two seconds: felt at once by a program, hardly by a person. */
const firstSeconds = 2;
/**
 * The longest wait, a quarter of an hour: 96 guesses a day are out of reach of any password that is accepted here, and
 * nobody is kept out for longer because somebody else tries their name.
 */
const longestSeconds = 900;

/** After a day without a wrong try all is forgotten. */
export const forgetSeconds = 24 * 3600;

/** Seconds to wait before the next try, after so many wrong ones in a row. */
export function secondsAfter(subject: TrySubject, wrongTries: number): number {
  const beyond = wrongTries - free[subject];
  return beyond <= 0 ? 0 : Math.min(longestSeconds, firstSeconds * 2 ** (beyond - 1));
}
