/** A service for contract tests: its address, and how to end what was started for it. */
export interface FoundService {
  url: string;
  close(): Promise<void>;
}

/** Whether `ASSAY_REQUIRE` (such as `redis,postgres`) makes the absence of a service a failure. */
export function isRequired(service: string): boolean {
  return (process.env.ASSAY_REQUIRE ?? '').split(',').some((name) => name.trim() === service);
}

/** Says that a service is skipped, and gives null; throws where it is required. */
export function missingService(service: string, reason: string): null {
  const sentence = `${service} is skipped: ${reason}`;
  if (isRequired(service)) throw new Error(`${sentence}, and ASSAY_REQUIRE asks for it`);
  console.warn(sentence);
  return null;
}
